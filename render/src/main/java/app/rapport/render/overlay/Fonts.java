package app.rapport.render.overlay;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;

/**
 * The fonts Rapport brings along, so that a video looks the same on every machine; after them whatever the machine
 * itself has. Each stretch of a text is drawn with the first font that has all its characters.
 */
final class Fonts {
    private static final List<String> SHIPPED = List.of(
            "NotoSans-Bold.ttf",
            "NotoSansArabic-Bold.ttf",
            "NotoSansHebrew-Bold.ttf",
            "NotoSansDevanagari-Bold.ttf",
            "NotoSansSC-Bold.ttf",
            "NotoSansKR-Bold.ttf",
            "NotoEmoji-Bold.ttf");

    private final List<Font> fonts;

    private Fonts(List<Font> fonts) {
        this.fonts = fonts;
    }

    static Fonts shipped() {
        var fonts = new ArrayList<Font>();
        for (String name : SHIPPED) {
            try (var in = Fonts.class.getResourceAsStream("/app/rapport/render/fonts/" + name)) {
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
        fonts.add(new Font(Font.SANS_SERIF, Font.BOLD, 1));
        return new Fonts(List.copyOf(fonts));
    }

    /** Finds a font for every character; those that have none are told and left out. */
    Dressed dress(String words) {
        var text = new StringBuilder();
        var runs = new ArrayList<Run>();
        var missing = new ArrayList<String>();
        int i = 0;
        while (i < words.length()) {
            int character = words.codePointAt(i);
            int length = Character.charCount(character);
            // Marks and joiners stay with the font of what they stand on.
            boolean joins = Character.getType(character) == Character.NON_SPACING_MARK
                    || Character.getType(character) == Character.COMBINING_SPACING_MARK
                    || Character.getType(character) == Character.FORMAT
                    || character == 0xFE0F;
            var font = joins && !runs.isEmpty() && runs.getLast().font.canDisplay(character)
                    ? runs.getLast().font
                    : font(character);
            if (font != null) {
                if (runs.isEmpty() || !runs.getLast().font.equals(font)) {
                    runs.add(new Run(font, text.length()));
                }
                text.appendCodePoint(character);
            } else if (!joins) {
                missing.add(Character.toString(character));
            }
            i += length;
        }
        if (text.isEmpty()) {
            text.append(' ');
            runs.add(new Run(fonts.getFirst(), 0));
        }
        return new Dressed(text.toString(), runs, missing.stream().distinct().toList());
    }

    private @org.jspecify.annotations.Nullable Font font(int character) {
        for (var font : fonts) {
            if (font.canDisplay(character)) {
                return font;
            }
        }
        return null;
    }

    private record Run(Font font, int from) {}

    /** A text and which font draws which stretch of it. */
    record Dressed(String text, List<Run> runs, List<String> missing) {
        AttributedString at(float size) {
            var dressed = new AttributedString(text);
            for (int i = 0; i < runs.size(); i++) {
                int to = i + 1 < runs.size() ? runs.get(i + 1).from : text.length();
                if (runs.get(i).from < to) {
                    Painter.dress(dressed, Painter.at(runs.get(i).font, size), runs.get(i).from, to);
                }
            }
            return dressed;
        }

        /** The first letters, and an ellipsis in the font of the first. */
        Dressed cut(int length) {
            var kept = new ArrayList<>(
                    runs.stream().filter(run -> run.from < length).toList());
            var first = kept.stream()
                    .filter(run -> run.font.canDisplay('…'))
                    .findFirst()
                    .orElse(kept.getFirst());
            kept.add(new Run(first.font, length));
            return new Dressed(
                    text.substring(0, length).stripTrailing() + "…", trimmed(kept, text.substring(0, length)), missing);
        }

        private static List<Run> trimmed(List<Run> runs, String text) {
            int end = text.stripTrailing().length();
            return runs.stream()
                    .map(run -> run.from > end ? new Run(run.font, end) : run)
                    .toList();
        }
    }
}
