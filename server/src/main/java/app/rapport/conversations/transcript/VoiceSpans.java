package app.rapport.conversations.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cue's text without the tags captions are allowed to have. {@code <v Ana>} says who speaks; {@code <i>} and its like go;
 * anything else between angle brackets was not ours to interpret and stays as text.
 */
final class VoiceSpans {
    private static final Set<String> DROPPED = Set.of("c", "b", "i", "u", "s", "v", "ruby", "rt", "lang", "font");
    private static final int LONGEST_TAG = 200;

    private VoiceSpans() {}

    record Span(@Nullable String speaker, String text) {}

    static List<Span> read(String cue) {
        var spans = new ArrayList<Span>();
        var text = new StringBuilder();
        String speaker = null;
        int at = 0;
        while (at < cue.length()) {
            char c = cue.charAt(at);
            int end = c == '<' ? endOfTag(cue, at) : -1;
            if (end > 0) {
                var tag = cue.substring(at + 1, end);
                if (isVoice(tag)) {
                    add(spans, speaker, text);
                    speaker = entities(tag.substring(tag.indexOf(' ') + 1));
                    at = end + 1;
                    continue;
                }
                if (tag.equals("/v")) {
                    add(spans, speaker, text);
                    speaker = null;
                    at = end + 1;
                    continue;
                }
                if (isDropped(tag)) {
                    at = end + 1;
                    continue;
                }
            }
            if (c == '{' && at + 1 < cue.length() && cue.charAt(at + 1) == '\\') {
                int close = cue.indexOf('}', at);
                if (close > 0 && close - at < LONGEST_TAG) { // {\an8}
                    at = close + 1;
                    continue;
                }
            }
            text.append(c);
            at++;
        }
        add(spans, speaker, text);
        return spans;
    }

    private static void add(List<Span> spans, @Nullable String speaker, StringBuilder text) {
        var said = entities(text.toString()).strip();
        if (!said.isEmpty()) {
            spans.add(new Span(Names.tidy(speaker), said));
        }
        text.setLength(0);
    }

    private static int endOfTag(String cue, int from) {
        int limit = Math.min(cue.length(), from + LONGEST_TAG);
        for (int i = from + 1; i < limit; i++) {
            if (cue.charAt(i) == '>') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isVoice(String tag) {
        return (tag.startsWith("v ") || tag.startsWith("v.")) && tag.indexOf(' ') > 0;
    }

    private static boolean isDropped(String tag) {
        if (Timestamps.read(tag) != null) {
            return true; // karaoke times
        }
        var name = tag.startsWith("/") ? tag.substring(1) : tag;
        int end = 0;
        while (end < name.length() && Character.isLetter(name.charAt(end))) {
            end++;
        }
        if (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != ' ' && name.charAt(end) != '/') {
            return false;
        }
        return DROPPED.contains(name.substring(0, end).toLowerCase(Locale.ROOT));
    }

    /** The escapes captions need; what they stand for is text again, whatever it looks like. */
    private static String entities(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return text.replace("&nbsp;", " ")
                .replace("&lrm;", "\u200e")
                .replace("&rlm;", "\u200f")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
