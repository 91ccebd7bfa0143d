package app.rapport.render;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the base video that differs from person to person: a text or an image shown from one second to another,
 * or words spoken there.
 *
 * <p>{@code x} and {@code y} are the middle of the overlay and {@code size} the height of its letters. Up to 1 they are
 * a share of the picture's width and height, above it pixels of the base video. Colours are {@code #rrggbb} or
 * {@code #rrggbbaa}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Point(
        @Nullable String id,
        Kind kind,
        double from,
        double to,
        @Nullable String template,
        @Nullable String fallback,
        @Nullable Double x,
        @Nullable Double y,
        @Nullable Double size,
        @Nullable String color,
        @Nullable String background,
        @Nullable String image) {
    /** What differs. */
    public enum Kind {
        overlay,
        speech
    }

    /** A text overlay where people expect a name: centred, in the lower part, white. */
    public static Point overlay(double from, double to, String template, String fallback) {
        return new Point(null, Kind.overlay, from, to, template, fallback, null, null, null, null, null, null);
    }

    /** Words spoken in a slot of the sound. */
    public static Point speech(double from, double to, String template, String fallback) {
        return new Point(null, Kind.speech, from, to, template, fallback, null, null, null, null, null, null);
    }

    /** The point's words for one person; empty when neither the person nor the fallback gives any. */
    public String words(Map<String, String> values) {
        return Template.of(template == null ? "" : template).render(values, fallback == null ? "" : fallback);
    }
}
