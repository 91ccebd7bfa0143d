package app.rapport.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One person's video to be made.
 *
 * @param base the upload itself: own segments are encoded from it, not from the ladder
 * @param folder of the ladder's files
 * @param values what is known of the person, by column
 * @param images finds the images that points name; a name is never taken for a path
 */
public record Order(
        Path base, Ladder ladder, Path folder, List<Point> points, Map<String, String> values, Images images) {
    /** Without images. */
    public Order(Path base, Ladder ladder, Path folder, List<Point> points, Map<String, String> values) {
        this(base, ladder, folder, points, values, _ -> Optional.empty());
    }

    /** Where the images of points are. */
    public interface Images {
        /** The file of this name, if there is one. */
        Optional<Path> find(String name);
    }
}
