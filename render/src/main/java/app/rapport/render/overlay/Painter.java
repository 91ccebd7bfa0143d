package app.rapport.render.overlay;

import app.rapport.render.Point;
import app.rapport.render.Refused;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Draws an overlay's words with Java2D, which joins and orders Arabic and Devanagari as they are read. What is too
 * long becomes smaller, down to half, and then ends in an ellipsis: it never leaves the picture.
 */
public final class Painter {
    /** Changes when the same words would look different: part of every content's key. */
    public static final int VERSION = 1;

    private static final double USUAL_SIZE = 0.08;
    private static final double SMALLEST = 0.5;
    private static final int LARGEST = 4096;
    private static final double WIDEST = 0.92;
    private static final FontRenderContext PRECISE = new FontRenderContext(new AffineTransform(), true, true);

    private final Fonts fonts = Fonts.shipped();

    /** The words at their place in a picture of this size. */
    public Drawing words(String words, Point point, Frame frame) {
        var shown = fonts.dress(words);
        double wanted = frame.length(point.size(), USUAL_SIZE, frame.height());
        var layout = fitted(shown, Math.clamp(wanted, 8, frame.height() * 0.5), frame.width() * WIDEST);
        Rectangle2D box = layout.getBounds();
        double advance = layout.getAdvance();
        int rim = (int) Math.ceil(Math.max(4, wanted * 0.35));
        int left = (int) Math.floor(Math.min(0, box.getMinX()));
        int right = (int) Math.ceil(Math.max(advance, box.getMaxX()));
        int width = Math.min(frame.width(), right - left + 2 * rim);
        int height =
                Math.min(frame.height(), (int) Math.ceil(layout.getAscent() + layout.getDescent()) + 2 * (rim / 2));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var g = graphics(image);
        var behind = color(point.background(), null);
        if (behind != null) {
            g.setColor(behind);
            g.fill(new RoundRectangle2D.Double(0, 0, width, height, rim, rim));
        }
        float x = (width - (right - left)) / 2f - left;
        float y = (height - (layout.getAscent() + layout.getDescent())) / 2f + layout.getAscent();
        if (behind == null) {
            // A dark rim keeps light letters readable on a light wall.
            g.setColor(new Color(0, 0, 0, 150));
            g.setStroke(new BasicStroke(
                    (float) Math.max(1.5, wanted * 0.09), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(layout.getOutline(AffineTransform.getTranslateInstance(x, y)));
        }
        g.setColor(color(point.color(), Color.WHITE));
        layout.draw(g, x, y);
        g.dispose();
        return placed(image, point, frame);
    }

    /** The characters no font can draw. */
    public List<String> missing(String words) {
        return fonts.dress(words).missing();
    }

    /** An image at its place; it is made smaller when it would leave the picture. */
    public Drawing image(Path file, Point point, Frame frame) throws IOException, Refused {
        var read = read(file);
        double height = frame.length(point.size(), 0.2, frame.height());
        double scale =
                Math.min(Math.min(height, frame.height()) / read.getHeight(), frame.width() * WIDEST / read.getWidth());
        var image = new BufferedImage(
                Math.max(1, (int) Math.round(read.getWidth() * scale)),
                Math.max(1, (int) Math.round(read.getHeight() * scale)),
                BufferedImage.TYPE_INT_ARGB);
        var g = graphics(image);
        g.drawImage(read, 0, 0, image.getWidth(), image.getHeight(), null);
        g.dispose();
        return placed(image, point, frame);
    }

    /** In pixels. */
    public record Size(int width, int height) {}

    /** How large an image is; refused when it cannot be drawn. */
    public static Size measured(Path file) throws IOException, Refused {
        try {
            var read = read(file);
            return new Size(read.getWidth(), read.getHeight());
        } catch (IOException | RuntimeException e) {
            // What libraries throw at damaged files is of every kind.
            throw new Refused("invalid_file_type", Map.of(), "This image is damaged: " + e.getMessage());
        }
    }

    private static BufferedImage read(Path file) throws IOException, Refused {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Refused("invalid_file_type", Map.of(), "This is not a PNG, JPEG or GIF image.");
            }
            var reader = readers.next();
            reader.setInput(in);
            // Asked before anything is unpacked: a small file can claim to be a wall.
            if (reader.getWidth(0) > LARGEST || reader.getHeight(0) > LARGEST) {
                throw new Refused(
                        "frame_too_large",
                        Map.of("width", reader.getWidth(0), "height", reader.getHeight(0)),
                        "The image is larger than " + LARGEST + " pixels. Make it smaller and choose it again.");
            }
            return reader.read(0);
        }
    }

    private static Drawing placed(BufferedImage image, Point point, Frame frame) {
        double middle = frame.length(point.x(), 0.5, frame.width());
        double centre = frame.length(point.y(), 0.85, frame.height());
        int x = Math.clamp(Math.round(middle - image.getWidth() / 2.0), 0, frame.width() - image.getWidth());
        int y = Math.clamp(Math.round(centre - image.getHeight() / 2.0), 0, frame.height() - image.getHeight());
        return new Drawing(image, x, y);
    }

    private static Graphics2D graphics(BufferedImage image) {
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return g;
    }

    private static TextLayout fitted(Fonts.Dressed words, double size, double widest) {
        var layout = layout(words.at((float) size));
        if (layout.getAdvance() <= widest) {
            return layout;
        }
        double smaller = Math.max(size * SMALLEST, size * widest / layout.getAdvance());
        layout = layout(words.at((float) smaller));
        var letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(words.text());
        int end = letters.last();
        while (layout.getAdvance() > widest && end > 0) {
            // In steps of what is too much, then letter by letter: a name of 100 characters is a few steps.
            int keep = (int) (end * Math.min(0.95, widest / layout.getAdvance()));
            end = Math.min(letters.preceding(end), Math.max(0, letters.preceding(Math.max(1, keep + 1))));
            layout = layout(words.cut(Math.max(1, end)).at((float) smaller));
        }
        return layout;
    }

    private static TextLayout layout(AttributedString text) {
        return new TextLayout(text.getIterator(), PRECISE);
    }

    private static @Nullable Color color(@Nullable String text, @Nullable Color otherwise) {
        if (text == null) {
            return otherwise;
        }
        String digits = text.strip().replaceFirst("^#", "");
        if (!digits.matches("[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")) {
            return switch (digits.toLowerCase(Locale.ROOT)) {
                case "white" -> Color.WHITE;
                case "black" -> Color.BLACK;
                case "red" -> Color.RED;
                case "yellow" -> Color.YELLOW;
                case "green" -> new Color(0, 128, 0);
                case "blue" -> Color.BLUE;
                default -> otherwise;
            };
        }
        int rgb = Integer.parseInt(digits.substring(0, 6), 16);
        int alpha = digits.length() == 8 ? Integer.parseInt(digits.substring(6), 16) : 255;
        return new Color(rgb | alpha << 24, true);
    }

    static Font at(Font font, float size) {
        return font.deriveFont(size);
    }

    static void dress(AttributedString text, Font font, int from, int to) {
        text.addAttribute(TextAttribute.FONT, font, from, to);
    }
}
