package app.rapport.media;

import app.rapport.platform.OrganizationId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What became of a base video. Published in the transaction that makes it so, for listeners in the same. */
public sealed interface LadderNews {
    OrganizationId organization();

    UUID video();

    /** It can be watched. */
    record Ready(OrganizationId organization, UUID video, Duration duration, int width, int height)
            implements LadderNews {}

    /** It cannot be made playable. */
    record Failed(OrganizationId organization, UUID video, String code, Map<String, ?> values) implements LadderNews {}

    /** It is being made playable again. */
    record Begun(OrganizationId organization, UUID video) implements LadderNews {}
}
