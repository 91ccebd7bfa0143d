package app.rapport.conversations.transcript;

import app.rapport.platform.Wording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads transcripts in the forms meeting tools export. Never throws on bad input: it keeps what can be kept and says what was
 * left out, or refuses with a reason. Time and memory grow with the size of the input only.
 */
public final class Transcripts {
    /** Larger content is refused before it is looked at. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    /** More turns than a week of talk; more is not a conversation. */
    public static final int MAX_TURNS = 50_000;

    private Transcripts() {}

    /** Reads a file as it was uploaded: UTF-8, UTF-16, windows-1252 or windows-1256. */
    public static Reading parse(Format format, byte[] content) {
        if (content.length > MAX_BYTES) {
            return tooLarge();
        }
        var binary = binary(content);
        if (binary != null) {
            return new Reading.Rejected(
                    "transcript_unreadable",
                    "This is " + binary + ", not a transcript. Export it as VTT, SRT, text or JSON.");
        }
        var problems = new Problems();
        var text = Decoding.text(content, problems);
        if (text == null) {
            return new Reading.Rejected(
                    "transcript_encoding",
                    "The characters of this file cannot be read. Save it as UTF-8 and try again.");
        }
        return read(format, text, problems);
    }

    /** Reads text that is already decoded. */
    public static Reading parse(Format format, String content) {
        if (content.length() > MAX_BYTES) {
            return tooLarge();
        }
        return read(format, content, new Problems());
    }

    /** {@link #parse(Format, String)} in the {@link #detect detected} format. */
    public static Reading parse(String content) {
        return parse(detect(content), content);
    }

    /** {@link #parse(Format, byte[])} in the detected format. */
    public static Reading parse(byte[] content) {
        var text = content.length > MAX_BYTES ? null : Decoding.text(content, new Problems());
        return parse(text == null ? Format.TEXT : detect(text), content);
    }

    /** What this most likely is; {@link Format#TEXT} when nothing else fits. Looks at the start only. */
    public static Format detect(String content) {
        int start = 0;
        while (start < content.length()
                && (Character.isWhitespace(content.charAt(start)) || content.charAt(start) == '\uFEFF')) {
            start++;
        }
        var head = content.substring(start, Math.min(content.length(), start + 20_000));
        if (head.startsWith("WEBVTT")) {
            return Format.VTT;
        }
        if (startsJson(head)) {
            return Format.JSON;
        }
        for (var line : head.split("\n", 400)) {
            int arrow = line.indexOf("-->");
            if (arrow > 0 && arrow < 40) {
                var from = line.substring(0, arrow);
                if (Timestamps.read(from) != null) {
                    return from.contains(",") ? Format.SRT : Format.VTT;
                }
            }
        }
        return Format.TEXT;
    }

    private static boolean startsJson(String head) {
        if (head.isEmpty() || (head.charAt(0) != '{' && head.charAt(0) != '[')) {
            return false;
        }
        var next = head.substring(1).stripLeading();
        return !next.isEmpty() && (head.charAt(0) == '{' ? "\"}" : "{\"[]").indexOf(next.charAt(0)) >= 0;
    }

    private static Reading read(Format asked, String raw, Problems problems) {
        var content = Cleaning.text(raw);
        if (content.isBlank()) {
            return new Reading.Rejected("transcript_empty", "The transcript is empty.");
        }
        long lost = content.chars().filter(c -> c == '\uFFFD').count();
        if (lost > 20 && lost > content.length() / 20) {
            return new Reading.Rejected(
                    "transcript_encoding",
                    "Many characters of this transcript were lost before it got here. Save it as UTF-8 and try again.");
        }
        var format = asked;
        var likely = detect(content);
        if (asked != Format.JSON && likely != Format.TEXT && likely != asked) {
            format = likely;
            if (asked == Format.TEXT || likely == Format.JSON) {
                problems.add(
                        "This looks like " + likely.name() + " and was read as such.",
                        Wording.of("looks_like").with("format", likely.name()));
            }
        }
        var cues = switch (format) {
            case VTT, SRT -> Captions.read(content, problems);
            case TEXT -> PlainText.read(content);
            case JSON -> JsonShapes.read(content, problems);
        };
        if (cues == null) {
            return new Reading.Rejected("transcript_unreadable", "This is not valid JSON, or it is nested too deeply.");
        }
        return turns(format, cues, problems);
    }

    private static Reading turns(Format format, List<Cue> cues, Problems problems) {
        var turns = Turns.of(cues);
        if (turns.isEmpty()) {
            return new Reading.Rejected(
                    "transcript_unreadable",
                    switch (format) {
                        case VTT, SRT -> "No cue with a time and a text was found in it." + first(problems);
                        case JSON -> "No list of turns with a text was found in this JSON.";
                        case TEXT -> "No words were found in it.";
                    });
        }
        if (turns.size() > MAX_TURNS) {
            return new Reading.Rejected(
                    "transcript_too_large", "The transcript has more than %,d turns.".formatted(MAX_TURNS));
        }
        return new Reading.Parsed(new Transcript(format, turns), problems.all(), problems.words());
    }

    private static String first(Problems problems) {
        var all = problems.all();
        return all.isEmpty() ? "" : " " + all.getFirst();
    }

    private static Reading tooLarge() {
        return new Reading.Rejected("transcript_too_large", "The transcript is larger than 10 MB.");
    }

    private static @Nullable String binary(byte[] content) {
        if (startsWith(content, "%PDF")) {
            return "a PDF document";
        }
        if (startsWith(content, "PK\u0003\u0004")) {
            return "a Word document or an archive";
        }
        return startsWith(content, "ID3")
                        || (content.length > 8 && new String(content, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp"))
                ? "a recording"
                : null;
    }

    private static boolean startsWith(byte[] content, String head) {
        if (content.length < head.length()) {
            return false;
        }
        for (int i = 0; i < head.length(); i++) {
            if (content[i] != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
