package app.rapport.media;

import app.rapport.platform.Problem;
import app.rapport.render.Refused;
import app.rapport.render.RenderFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.HttpStatus;

/** What goes wrong with a voice, as the answer to somebody who waits for it. */
final class VoiceProblems {
    private VoiceProblems() {}

    /** Something with a service or with ffmpeg. */
    interface Doing<T> {
        T now() throws IOException, InterruptedException, Refused;
    }

    static <T> T said(Doing<T> doing) {
        try {
            return doing.now();
        } catch (Refused refused) {
            var code = refused.code();
            var problem = Problem.unprocessable(code, refused.sentence());
            refused.values().forEach(problem::with);
            throw problem;
        } catch (RenderFailed failed) {
            throw Problem.of(
                    failed.again().isPresent() ? HttpStatus.BAD_GATEWAY : HttpStatus.UNPROCESSABLE_CONTENT,
                    failed.code(),
                    String.valueOf(failed.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
