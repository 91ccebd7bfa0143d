package app.rapport.render.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.Point;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
    private static final Frame FRAME = new Frame(1280, 720, 1);
    private static final Point USUAL = Point.overlay(0, 1, "", "");
    private final Painter painter = new Painter();

    private static Point at(Double x, Double y, Double size) {
        return new Point(null, Point.Kind.overlay, 0, 1, "", "", x, y, size, null, null, null);
    }

    private static long painted(BufferedImage image) {
        return Arrays.stream(((DataBufferInt) image.getRaster().getDataBuffer()).getData())
                .filter(pixel -> pixel >>> 24 > 40)
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann",
                "Ærøskøbing Łukasz",
                "Ирина Ωμέγα",
                "مرحبا عبد الرحمن",
                "שלום",
                "प्रिया क्षत्रिय",
                "王小明",
                "さくら サクラ",
                "김민준",
                "Zoë 👍❤️"
            })
    void drawsTheWorldsNamesWithTheFontsItBrings(String words) {
        assertThat(painter.missing(words)).isEmpty();
        var drawing = painter.words(words, USUAL, FRAME);
        assertThat(painted(drawing.image())).isGreaterThan(300);
    }

    @Test
    void joinsArabicAndOrdersItFromTheRight() {
        var joined = painter.words("ببب", USUAL, FRAME).image();
        var apart = painter.words("ب ب ب", USUAL, FRAME).image();
        assertThat(joined.getWidth())
                .as("joined letters are narrower than single ones")
                .isLessThan(apart.getWidth() * 3 / 4);
        // A tall letter first and flat ones after it: read from the right, the tall one stands on the right.
        var mixed = painter.words("لبب", USUAL, FRAME).image();
        int right = 0;
        int left = 0;
        for (int y = 0; y < mixed.getHeight() / 2; y++) {
            for (int x = 0; x < mixed.getWidth(); x++) {
                boolean white = new Color(mixed.getRGB(x, y), true).getRed() > 200 && mixed.getRGB(x, y) >>> 24 > 200;
                right += white && x > mixed.getWidth() / 2 ? 1 : 0;
                left += white && x <= mixed.getWidth() / 2 ? 1 : 0;
            }
        }
        assertThat(right).isGreaterThan(left);
    }

    @Test
    void keepsHundredCharactersWithinThePicture() {
        for (String words : new String[] {"W".repeat(100), "عبد".repeat(33), "王".repeat(100), "👍".repeat(100)}) {
            for (double place : new double[] {0, 0.5, 1}) {
                var drawing = painter.words(words, at(place, place, 0.2), FRAME);
                assertThat(drawing.x()).isNotNegative();
                assertThat(drawing.y()).isNotNegative();
                assertThat(drawing.x() + drawing.image().getWidth()).isLessThanOrEqualTo(1280);
                assertThat(drawing.y() + drawing.image().getHeight()).isLessThanOrEqualTo(720);
            }
        }
    }

    @Test
    void tellsWhatNoFontCanDraw() {
        assertThat(painter.missing("A\uE123B\uE123")).containsExactly("\uE123");
        assertThat(painter.words("\uE123", USUAL, FRAME).image()).isNotNull();
    }

    @Test
    void takesPlacesAsSharesOrAsPixelsOfTheUpload() {
        var half = new Frame(640, 360, 0.5);
        var shares = painter.words("Ann", at(0.5, 0.25, 0.1), half);
        var pixels = painter.words("Ann", at(640.0, 180.0, 72.0), half);
        assertThat(pixels.x()).isEqualTo(shares.x());
        assertThat(pixels.y()).isEqualTo(shares.y());
        assertThat(pixels.image().getWidth()).isEqualTo(shares.image().getWidth());
    }
}
