package app.rapport.conversations.transcript;

import app.rapport.platform.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns a file's bytes into text, or says why it cannot. Guesses only what can be told apart with confidence. */
final class Decoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");

    private Decoding() {}

    /** Text, or null when the bytes are in no encoding we can be sure of. */
    static @Nullable String text(byte[] bytes, Problems problems) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return strict(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return null; // UTF-32: nobody's transcript
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strict(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strict(bytes, 2, StandardCharsets.UTF_16BE);
        }
        var wide = unmarkedUtf16(bytes);
        if (wide != null) {
            return strict(bytes, 0, wide);
        }
        var utf8 = strict(bytes, 0, StandardCharsets.UTF_8);
        return utf8 != null ? utf8 : singleByte(bytes, problems);
    }

    private static @Nullable String strict(byte[] bytes, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Western and English text in UTF-16 has a zero in every second byte. */
    private static @Nullable Charset unmarkedUtf16(byte[] bytes) {
        int sample = Math.min(bytes.length, 4096) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < sample; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        if (sample < 8 || bytes.length % 2 != 0) {
            return null;
        }
        if (odd > sample * 0.2 && even <= sample * 0.01) {
            return StandardCharsets.UTF_16LE;
        }
        return even > sample * 0.2 && odd <= sample * 0.01 ? StandardCharsets.UTF_16BE : null;
    }

    /**
     * In Western European text accented letters stand alone among ASCII; in Arabic they stand together, and the article
     * (alef, lam) is everywhere. Other one-byte encodings look like neither and are refused.
     */
    private static @Nullable String singleByte(byte[] bytes, Problems problems) {
        int high = 0;
        int letters = 0;
        int inRuns = 0;
        int ascii = 0;
        int articles = 0;
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xFF;
            if (b == 0 || (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != 0x0C)) {
                return null; // not text
            }
            if (b < 0x80) {
                ascii += Character.isLetter(b) ? 1 : 0;
                continue;
            }
            high++;
            if (b >= 0xC0) {
                letters++;
                boolean before = i > 0 && (bytes[i - 1] & 0xFF) >= 0xC0;
                boolean after = i + 1 < bytes.length && (bytes[i + 1] & 0xFF) >= 0xC0;
                inRuns += before || after ? 1 : 0;
                articles += b == 0xC7 && i + 1 < bytes.length && (bytes[i + 1] & 0xFF) == 0xE1 ? 1 : 0;
            }
        }
        if (letters > 0 && inRuns > 0.7 * letters && articles > 0.02 * letters) {
            var arabic = strict(bytes, 0, WINDOWS_1256);
            if (arabic != null && arabicLetters(arabic) >= 0.9 * letters) {
                problems.add(
                        "Read as windows-1256 (Arabic). If letters look wrong, save the file as UTF-8.",
                        Wording.of("read_as").with("encoding", "windows-1256"));
                return arabic;
            }
        }
        if (inRuns <= 0.3 * letters && high <= 0.3 * (ascii + 1)) {
            var western = strict(bytes, 0, WINDOWS_1252);
            if (western != null) {
                problems.add(
                        "Read as windows-1252 (Western European). If letters look wrong, save the file as UTF-8.",
                        Wording.of("read_as").with("encoding", "windows-1252"));
                return western;
            }
        }
        return null;
    }

    private static long arabicLetters(String text) {
        return text.codePoints().filter(c -> c >= 0x0621 && c <= 0x06D2).count();
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
