package app.rapport.videos;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.List;
import java.util.UUID;

/**
 * Something is new about a known person and a video.
 *
 * @param viewerId with the video, what {@link Videos#viewing} takes
 * @param news {@link #VIEWED}, {@link #COMPLETED}, {@link #CLICKED}: for the first time; {@link #IDENTIFIED}: it is known now
 *     whose they are
 */
public record VideoWatched(OrganizationId organization, UUID videoId, UUID viewerId, List<String> news)
        implements TenantEvent {
    public static final String VIEWED = "viewed";
    public static final String COMPLETED = "completed";
    public static final String CLICKED = "clicked";
    public static final String IDENTIFIED = "identified";
}
