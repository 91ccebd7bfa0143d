package app.rapport.videos;

import app.rapport.platform.Problem;
import app.rapport.render.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of a video becomes somebody's own, as people give it. */
final class Points {
    private static final int MOST = 20;
    private static final int LONGEST_WORDS = 500;
    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 300.5;
    private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})");

    private Points() {}

    static List<@Nullable Point> read(JsonNode given, JsonMapper json) {
        if (!given.isArray()) {
            throw refused("The personal points are a list, which may be empty.");
        }
        try {
            var points = new ArrayList<@Nullable Point>();
            for (var one : given) {
                points.add(one.isNull() ? null : json.convertValue(one, Point.class));
            }
            return points;
        } catch (JacksonException e) {
            throw refused("A personal point says what it is: kind, from and to.");
        }
    }

    /**
     * In the order of time, each with an id.
     *
     * @param seconds of the video; null while they are not known
     * @param images of the video: a name that stands for none would only be found out when somebody's video is made
     */
    static List<Point> checked(
            @Nullable List<@Nullable Point> given, @Nullable Double seconds, Collection<String> images) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MOST) {
            throw refused("A video has at most " + MOST + " personal points.");
        }
        var all = new ArrayList<Point>();
        var ids = new HashSet<String>();
        for (var point : given) {
            if (point == null) {
                throw refused("A personal point says what it is: kind, from and to.");
            }
            check(point, seconds);
            if (point.image() != null && !images.contains(point.image())) {
                throw refused("The image of a personal point is not there. Send it to this video's images first.");
            }
            var id = point.id();
            var fresh = id == null || id.isBlank() || id.length() > 64 || !ids.add(id);
            all.add(fresh ? withId(point, UUID.randomUUID().toString()) : point);
        }
        all.sort(Comparator.comparingDouble(Point::from));
        for (var kind : Point.Kind.values()) {
            var end = -1.0;
            for (var point : all) {
                if (point.kind() == kind) {
                    if (point.from() < end) {
                        throw refused("Two personal points of the same kind overlap at " + point.from()
                                + " seconds. Move one of them.");
                    }
                    end = point.to();
                }
            }
        }
        return List.copyOf(all);
    }

    @SuppressWarnings("ConstantConditions") // a record read from JSON may lack what its type promises
    private static void check(Point point, @Nullable Double seconds) {
        if (point.kind() == null) {
            throw refused("A personal point is an overlay or speech.");
        }
        var end = seconds == null ? LONGEST : seconds;
        if (!(point.from() >= 0) || !(point.to() <= end + 0.05) || !(point.to() - point.from() >= SHORTEST)) {
            throw refused("A personal point lies inside the video and lasts at least " + SHORTEST + " seconds.");
        }
        for (var words : new String[] {point.template(), point.fallback(), point.image()}) {
            if (words != null && (words.length() > LONGEST_WORDS || words.indexOf('\0') >= 0)) {
                throw refused("The words of a personal point have at most " + LONGEST_WORDS + " characters.");
            }
        }
        if (point.image() == null
                && (point.template() == null || point.template().isBlank())) {
            throw refused("A personal point needs words to show or to say.");
        }
        for (var number : new Double[] {point.x(), point.y(), point.size()}) {
            if (number != null && !(number >= 0 && number <= 8192)) {
                throw refused("Place and size of an overlay are shares of the picture, from 0 to 1, or pixels.");
            }
        }
        for (var color : new String[] {point.color(), point.background()}) {
            if (color != null && !COLOR.matcher(color).matches()) {
                throw refused("A colour looks like #ffffff.");
            }
        }
    }

    private static Problem refused(String sentence) {
        return Problem.invalid("invalid_points", sentence).with("field", "points");
    }

    private static Point withId(Point point, String id) {
        return new Point(
                id,
                point.kind(),
                point.from(),
                point.to(),
                point.template(),
                point.fallback(),
                point.x(),
                point.y(),
                point.size(),
                point.color(),
                point.background(),
                point.image());
    }
}
