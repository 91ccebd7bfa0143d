package app.rapport.videos;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of a viewer's page, as it is on record.
 *
 * @param share null for whoever asked not to be tracked
 * @param at by the page's clock, within what ours allows
 */
record Happening(
        UUID organization,
        UUID video,
        UUID view,
        int seq,
        @Nullable UUID share,
        @Nullable UUID viewer,
        String kind,
        @Nullable Integer fromMs,
        @Nullable Integer toMs,
        @Nullable Float rate,
        Instant at,
        Instant receivedAt,
        @Nullable String address,
        @Nullable String agent) {}
