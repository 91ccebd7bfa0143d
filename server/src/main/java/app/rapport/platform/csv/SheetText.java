package app.rapport.platform.csv;

import app.rapport.platform.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** What a spreadsheet saved as text, whatever its encoding and whatever stands between its cells. */
public final class SheetText {
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** How Arabic spreadsheets save without asking. Every byte means something there, so it is tried last. */
    private static final Charset WINDOWS_ARABIC = Charset.forName("windows-1256");

    private static final Pattern ARABIC_WORD = Pattern.compile("[\\u0621-\\u063a\\u0641-\\u064a]{2}");
    private static final char[] SEPARATORS = {',', ';', '\t', '،', '؛'};

    private static final int LINES_TO_LOOK_AT = 20;

    private SheetText() {}

    /** Its characters; a problem that says what to do when they cannot be told. */
    public static String of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "File too large: a CSV has at most 10 MB.");
        }
        var text = wide(file)
                .or(() -> decoded(file, StandardCharsets.UTF_8))
                .or(() -> decoded(file, WINDOWS_ARABIC)
                        .filter(read -> ARABIC_WORD.matcher(read).find()))
                .orElseThrow(() -> Problem.unprocessable(
                        "wrong_encoding", "The characters of this file cannot be read. Save it as CSV in UTF-8."));
        if (text.indexOf('\0') >= 0) {
            throw Problem.unprocessable(
                    "unreadable_csv", "This is not a CSV file. Save the spreadsheet as CSV in UTF-8.");
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The one that the first line with any has most of; spreadsheets of many countries write semicolons. */
    public static char separator(String text) {
        return text.lines()
                .limit(LINES_TO_LOOK_AT)
                .map(SheetText::separatorOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(',');
    }

    private static Optional<Character> separatorOf(String line) {
        Character best = null;
        for (var candidate : SEPARATORS) {
            if (count(line, candidate) > (best == null ? 0 : count(line, best))) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static long count(String text, char character) {
        return text.chars().filter(one -> one == character).count();
    }

    /** UTF-16, which says so in its first two bytes. */
    private static Optional<String> wide(byte[] file) {
        if (file.length < 2) {
            return Optional.empty();
        }
        var mark = ((file[0] & 0xff) << 8) | (file[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe ? decoded(file, StandardCharsets.UTF_16) : Optional.empty();
    }

    private static Optional<String> decoded(byte[] file, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
