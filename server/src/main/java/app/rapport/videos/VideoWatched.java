package app.rapport.videos;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Something is new about known people and videos. Many at once, for many may watch at once. */
public record VideoWatched(OrganizationId organization, List<Person> people) implements TenantEvent {
    public static final String VIEWED = "viewed";
    public static final String COMPLETED = "completed";
    public static final String CLICKED = "clicked";
    public static final String IDENTIFIED = "identified";
    public static final String ERASED = "erased";

    private static final int AT_ONCE = 100;

    /**
     * @param viewerId with the video, what {@link Videos#viewing} takes
     * @param news {@link #VIEWED}, {@link #COMPLETED}, {@link #CLICKED}: for the first time; {@link #IDENTIFIED}: it is known
     *     now whose they are; {@link #ERASED}: nobody knows any more
     */
    public record Person(UUID videoId, UUID viewerId, List<String> news) {}

    /** As many events as keep each short. */
    static List<VideoWatched> of(OrganizationId organization, List<Person> people) {
        var events = new ArrayList<VideoWatched>();
        for (var from = 0; from < people.size(); from += AT_ONCE) {
            events.add(new VideoWatched(
                    organization, List.copyOf(people.subList(from, Math.min(from + AT_ONCE, people.size())))));
        }
        return events;
    }
}
