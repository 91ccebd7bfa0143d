package app.rapport.conversations.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins cues into turns: captions cut speech every few seconds, a reader wants to see who said what. Long monologues are cut at a
 * sentence, so that a quote still points at a place a reader finds.
 */
final class Turns {
    /** A turn is cut at the next sentence end after this many characters, and anywhere after {@link #HARD}. */
    private static final int SOFT = 1_200;

    private static final int HARD = 4_000;
    private static final int SOFT_UNNAMED = 300;
    private static final long PAUSE_MS = 60_000;
    private static final long PAUSE_UNNAMED_MS = 3_000;

    private final List<Turn> turns = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String speaker;
    private @Nullable Long startMs;
    private @Nullable Long endMs;
    private String lastCue = "";

    private Turns() {}

    static List<Turn> of(List<Cue> cues) {
        var joined = new Turns();
        for (var cue : cues) {
            joined.add(cue);
        }
        joined.close();
        return joined.turns;
    }

    private void add(Cue cue) {
        var said = Cleaning.oneLine(cue.text());
        if (said.isEmpty()) {
            return;
        }
        var name = Names.tidy(cue.speaker());
        boolean again = said.equals(lastCue) && Objects.equals(name, speaker) && cue.startMs() != null;
        boolean paragraph = cue.opens() && name == null;
        if (!text.isEmpty() && !(Objects.equals(name, speaker) && goesOn(cue) && !paragraph)) {
            close();
        }
        if (text.isEmpty()) {
            speaker = name;
            startMs = cue.startMs();
            endMs = null;
        } else if (again) {
            extend(cue); // rolling captions show a line twice
            return;
        }
        lastCue = said;
        append(said);
        extend(cue);
    }

    private boolean goesOn(Cue cue) {
        var from = cue.startMs();
        var until = endMs != null ? endMs : startMs;
        boolean finished = endsSentence(text);
        if (speaker == null) {
            boolean near = from == null || until == null || from - until <= PAUSE_UNNAMED_MS;
            return !finished && near && text.length() < SOFT_UNNAMED;
        }
        boolean near = from == null || until == null || from - until <= PAUSE_MS;
        return near && text.length() < (finished ? SOFT : HARD);
    }

    private void extend(Cue cue) {
        var until = cue.endMs() != null ? cue.endMs() : cue.startMs();
        if (until != null && (endMs == null || until > endMs) && (startMs == null || until >= startMs)) {
            endMs = until;
        }
    }

    private void append(String said) {
        if (!text.isEmpty()) {
            text.append(' ');
        }
        text.append(said);
        while (text.length() > HARD) {
            int cut = cutAt();
            var rest = text.substring(cut).strip();
            text.setLength(cut);
            var until = endMs;
            close();
            speaker = turns.getLast().speaker();
            startMs = until;
            text.append(rest);
        }
    }

    /** After the last sentence that ends before {@link #HARD}, else at a space, else never inside a surrogate pair. */
    private int cutAt() {
        int space = -1;
        for (int i = HARD - 1; i > HARD / 4; i--) {
            if (text.charAt(i) == ' ') {
                if (isSentenceEnd(text.charAt(i - 1))) {
                    return i;
                }
                space = space < 0 ? i : space;
            }
        }
        if (space > 0) {
            return space;
        }
        return Character.isHighSurrogate(text.charAt(HARD - 1)) ? HARD - 1 : HARD;
    }

    private void close() {
        if (!text.toString().isBlank()) {
            turns.add(new Turn(
                    turns.size(), speaker, startMs, endMs, text.toString().strip()));
        }
        text.setLength(0);
        speaker = null;
        startMs = null;
        endMs = null;
        lastCue = "";
    }

    private static boolean endsSentence(CharSequence text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c != '"' && c != '”' && c != '’' && c != ')') {
                return isSentenceEnd(c);
            }
        }
        return false;
    }

    private static boolean isSentenceEnd(char c) {
        return c == '.' || c == '?' || c == '!' || c == '…' || c == '؟' || c == '。';
    }
}
