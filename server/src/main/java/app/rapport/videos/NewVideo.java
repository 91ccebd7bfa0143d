package app.rapport.videos;

import app.rapport.render.Point;
import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video to be made of an upload.
 *
 * @param uploadId the upload's id, or the address it was sent to
 */
record NewVideo(
        @Nullable String title,
        @JsonAlias({"upload", "uploadUrl"}) @Nullable String uploadId,
        @Nullable UUID customerId,
        @Nullable List<@Nullable String> tags,
        @Nullable List<@Nullable Point> points) {}
