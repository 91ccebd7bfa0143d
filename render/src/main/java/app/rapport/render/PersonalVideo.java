package app.rapport.render;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is one person's own: everything else is the ladder's. Can be written as JSON and read back.
 *
 * @param tracks for each rendition that differs, by its name, the segments that are the person's own
 * @param notes what the maker should know: characters that no font shows, which voice spoke
 * @param spoken the words of each spoken point and who spoke them
 * @param effort what this one cost; shared segments that existed already cost nothing
 */
public record PersonalVideo(Map<String, List<Own>> tracks, List<Note> notes, List<Spoken> spoken, Effort effort) {
    /** Nothing personal: the ladder as it is. */
    public static final PersonalVideo NOTHING = new PersonalVideo(Map.of(), List.of(), List.of(), Effort.NONE);

    /** What was kept as JSON before it said who spoke says so of nobody. */
    @SuppressWarnings("ConstantValue")
    public PersonalVideo {
        spoken = Objects.requireNonNullElse(spoken, List.of());
    }

    /**
     * A segment in place of the ladder's.
     *
     * @param index of the segment in its rendition
     * @param key the content's key, by which the {@link SegmentStore} knows it
     * @param head as in {@link Rendition.Segment}
     */
    public record Own(int index, String key, long bytes, int head) {}

    /** Something to tell the maker, by a stable code: {@code characters_not_shown}, {@code spoken_by}. */
    public record Note(String code, String value) {}

    /** @param by nobody when the base video's own sound stayed */
    public record Spoken(String words, Speech.@Nullable Speaker by) {}

    /** The person's own segment at this place, if it differs. */
    public Optional<Own> own(String rendition, int index) {
        return tracks.getOrDefault(rendition, List.of()).stream()
                .filter(own -> own.index() == index)
                .findFirst();
    }
}
