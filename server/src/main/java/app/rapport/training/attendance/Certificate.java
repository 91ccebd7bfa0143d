package app.rapport.training.attendance;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sheet of paper with centred lines, as PDF. Letters are drawn as shapes, so that Arabic stands joined and in its order
 * whatever the reader can do; what it says is also in the document's title.
 */
final class Certificate {
    private static final double WIDTH = 842;
    private static final double HEIGHT = 595;
    private static final double MARGIN = 36;
    private static final List<Font> FONTS = fonts("NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf");
    private static final FontRenderContext PRECISE = new FontRenderContext(null, true, true);

    private final StringBuilder drawn = new StringBuilder();
    private final String title;

    Certificate(String title) {
        this.title = title;
        drawn.append("0.13 0.35 0.6 RG 2 w %s %s %s %s re S\n"
                .formatted(number(MARGIN), number(MARGIN), number(WIDTH - 2 * MARGIN), number(HEIGHT - 2 * MARGIN)));
    }

    /** Centred; smaller where it would not fit. */
    Certificate line(String text, double size, double fromTop) {
        if (text.isBlank()) {
            return this;
        }
        var wide = layout(text, (float) size).getAdvance();
        var room = WIDTH - 4 * MARGIN;
        var layout = wide <= room ? layout(text, (float) size) : layout(text, (float) (size * room / wide));
        var place = new AffineTransform(1, 0, 0, -1, (WIDTH - layout.getAdvance()) / 2, HEIGHT - fromTop);
        drawn.append("0.1 g\n");
        draw(layout.getOutline(place).getPathIterator(null));
        return this;
    }

    private static TextLayout layout(String text, float size) {
        var dressed = new AttributedString(text);
        for (var i = 0; i < text.length(); ) {
            var length = Character.charCount(text.codePointAt(i));
            dressed.addAttribute(TextAttribute.FONT, font(text.codePointAt(i)).deriveFont(size), i, i + length);
            i += length;
        }
        return new TextLayout(dressed.getIterator(), PRECISE);
    }

    private static Font font(int character) {
        return FONTS.stream()
                .filter(font -> font.canDisplay(character))
                .findFirst()
                .orElseGet(() -> new Font(Font.SANS_SERIF, Font.BOLD, 1));
    }

    private void draw(PathIterator path) {
        var at = new double[6];
        double x = 0;
        double y = 0;
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> {
                    operate("m", at[0], at[1]);
                    x = at[0];
                    y = at[1];
                }
                case PathIterator.SEG_LINETO -> {
                    operate("l", at[0], at[1]);
                    x = at[0];
                    y = at[1];
                }
                case PathIterator.SEG_QUADTO -> {
                    operate(
                            "c",
                            x + 2.0 / 3 * (at[0] - x),
                            y + 2.0 / 3 * (at[1] - y),
                            at[2] + 2.0 / 3 * (at[0] - at[2]),
                            at[3] + 2.0 / 3 * (at[1] - at[3]),
                            at[2],
                            at[3]);
                    x = at[2];
                    y = at[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    operate("c", at[0], at[1], at[2], at[3], at[4], at[5]);
                    x = at[4];
                    y = at[5];
                }
                default -> drawn.append("h\n");
            }
        }
        drawn.append("f\n");
    }

    private void operate(String operator, double... numbers) {
        for (var number : numbers) {
            drawn.append(number(number)).append(' ');
        }
        drawn.append(operator).append('\n');
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    byte[] pdf() {
        var content = drawn.toString();
        var objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Resources << >> /Contents 4 0 R >>"
                        .formatted(number(WIDTH), number(HEIGHT)),
                "<< /Length %d >>\nstream\n%s\nendstream".formatted(content.length(), content),
                "<< /Title %s /Producer (Rapport) >>".formatted(text(title)));
        var out = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        write(out, "%PDF-1.7\n");
        for (var i = 0; i < objects.size(); i++) {
            offsets.add(out.size());
            write(out, (i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n");
        }
        var table = out.size();
        write(out, "xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> write(out, "%010d 00000 n \n".formatted(offset)));
        write(
                out,
                "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(objects.size() + 1, table));
        return out.toByteArray();
    }

    /** UTF-16 in hexadecimal digits: any text, and nothing of it is syntax. */
    private static String text(String text) {
        var hex = new StringBuilder("<FEFF");
        text.chars().forEach(unit -> hex.append("%04X".formatted(unit)));
        return hex.append('>').toString();
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Font> fonts(String... names) {
        var fonts = new ArrayList<Font>();
        for (var name : names) {
            try (var in = Certificate.class.getResourceAsStream("/app/rapport/render/fonts/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the font " + name + " is not there");
                }
                fonts.add(Font.createFont(Font.TRUETYPE_FONT, in));
            } catch (FontFormatException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(fonts);
    }
}
