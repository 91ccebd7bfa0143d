package app.rapport.render.voice;

import app.rapport.render.RenderFailed;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to a service, which is the caller's to guard: what may be called, and for how long. */
public interface SpeechHttp {
    /**
     * Sends JSON and waits for the whole answer.
     *
     * @throws RenderFailed when there is none: {@code voice_timeout}, {@code voice_unreachable}…
     */
    Answer post(URI address, Map<String, String> headers, byte[] json) throws IOException, InterruptedException;

    /**
     * @param type the header Content-Type, empty when there was none
     * @param retryAfter the header as it came
     */
    record Answer(int status, String type, @Nullable String retryAfter, byte[] body) {}
}
