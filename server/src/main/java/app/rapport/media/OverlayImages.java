package app.rapport.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Images that personal points of a video show: a point names one by its id. In the scope's organisation. */
public interface OverlayImages {
    /** Keeps an image, once it is known that it can be drawn. */
    Image add(UUID video, InputStream file) throws IOException;

    /** In the order they came. */
    List<Image> of(UUID video);

    /** Where its bytes lie, for whoever edits the video. */
    Path file(UUID video, UUID image);

    record Image(UUID id, int width, int height, long bytes, Instant createdAt) {}
}
