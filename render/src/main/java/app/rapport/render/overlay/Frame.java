package app.rapport.render.overlay;

import org.jspecify.annotations.Nullable;

/**
 * The picture an overlay is drawn for.
 *
 * @param scale its pixels for one pixel of the upload
 */
public record Frame(int width, int height, double scale) {
    /** A length that was given as a share of a side, or in pixels of the upload. */
    double length(@Nullable Double given, double usual, int side) {
        double value = given == null || !Double.isFinite(given) ? usual : given;
        return Math.abs(value) <= 1 ? value * side : value * scale;
    }
}
