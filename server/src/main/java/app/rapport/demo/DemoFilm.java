package app.rapport.demo;

import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;

/** A short film for the demo, drawn by ffmpeg itself and uploaded behind everybody's back: the demo does not wait for it. */
class DemoFilm {
    private static final Logger log = LoggerFactory.getLogger(DemoFilm.class);
    private static final int SECONDS = 10;

    private final @Nullable String ffmpeg;

    DemoFilm(@Value("${rapport.ffmpeg:#{null}}") @Nullable String ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    void show(DemoVisitor visitor, String customer) {
        Thread.ofVirtual().name("demo-film").start(() -> {
            try {
                upload(visitor, customer);
            } catch (IOException e) {
                log.warn("the demo has no video: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void upload(DemoVisitor visitor, String customer) throws IOException, InterruptedException {
        var film = Files.createTempFile("welcome", ".mp4");
        try {
            Tools.find(ffmpeg)
                    .ffmpeg(List.of(
                            "-f",
                            "lavfi",
                            "-i",
                            "gradients=size=1280x720:rate=30:duration=" + SECONDS
                                    + ":speed=0.02:nb_colors=2:c0=0x16425b:c1=0x81c3d7",
                            "-f",
                            "lavfi",
                            "-i",
                            "sine=frequency=294:duration=" + SECONDS,
                            "-af",
                            "volume=0.05",
                            "-c:v",
                            "libx264",
                            "-preset",
                            "veryfast",
                            "-pix_fmt",
                            "yuv420p",
                            "-c:a",
                            "aac",
                            "-shortest",
                            "-y",
                            film.toString()))
                    .done();
            visitor.video(
                    film,
                    "Welcome aboard",
                    customer,
                    List.of(Map.of(
                            "kind", "overlay",
                            "from", 2,
                            "to", 6,
                            "template", "Welcome, {{first_name}}",
                            "fallback", "friend")));
        } finally {
            Files.deleteIfExists(film);
        }
    }
}
