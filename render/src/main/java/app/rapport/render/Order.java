package app.rapport.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One person's video to be made.
 *
 * @param base the upload itself: own segments are encoded from it, not from the ladder
 * @param folder of the ladder's files
 * @param values what is known of the person, by column
 */
public record Order(Path base, Ladder ladder, Path folder, List<Point> points, Map<String, String> values) {}
