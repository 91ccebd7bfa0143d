package app.rapport.render.overlay;

import java.awt.image.BufferedImage;

/** A drawn overlay and where its upper left corner stands in the picture. */
public record Drawing(BufferedImage image, int x, int y) {}
