package app.rapport.conversations.analysis;

import app.rapport.conversations.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts turns into sentences, also where a recogniser wrote neither full stops nor capitals. */
final class Sentences {
    private static final int LONGEST = 500;
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "vs", "approx", "no", "inc", "ltd", "co", "etc");
    /** Where a new thought starts in speech written down without punctuation. */
    private static final Pattern THOUGHT = Pattern.compile(
            "\\s+(?=(?:(?:and|so|but|then|okay|ok|because|well)\\s+)*"
                    + "(?:i'll|i will|i'm gonna|i am going to|i'm going to|we'll|we will|let's|can you|could you|would you|i can|i need to"
                    + "|i have to)\\b)"
                    + "|\\s+(?=(?:so|but|and)\\s+(?:i|i'm|we|he|she|they|it|that's|it's|is|you|who|what|do|uh)\\b)"
                    + "|\\s+(?=(?:she|he)\\s+(?:makes|decides|signs|has|will)\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONDITION =
            Pattern.compile("^(?:(?:and|so|but|okay|well)\\s+)*if\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS_OPEN = Pattern.compile(
            ".*\\b(?:that|if|and|so|but|then|because|what|when|which|who|how|okay|well)$", Pattern.CASE_INSENSITIVE);

    private Sentences() {}

    static List<Sentence> of(Transcript transcript, People people) {
        var all = new ArrayList<Sentence>();
        for (var turn : transcript.turns()) {
            var speaker = people.speaker(turn.speaker());
            var ours = people.ours(turn.speaker());
            for (var text : split(turn.text().replace('’', '\'').replace('\u00A0', ' '))) {
                all.add(new Sentence(all.size(), turn.index(), speaker, ours, text));
            }
        }
        return all;
    }

    static List<String> split(String turn) {
        var sentences = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < turn.length(); i++) {
            boolean cut = isEnd(turn, i) || (i - start >= LONGEST && turn.charAt(i) == ' ');
            if (cut) {
                add(sentences, turn.substring(start, i + 1));
                start = i + 1;
            }
        }
        add(sentences, turn.substring(start));
        return sentences;
    }

    private static boolean isEnd(String text, int at) {
        char c = text.charAt(at);
        if (".?!…؟".indexOf(c) < 0) {
            return false;
        }
        int next = at + 1;
        if (next < text.length() && "\"')”".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next < text.length() && text.charAt(next) != ' ') {
            return false;
        }
        if (c != '.') {
            return true;
        }
        int word = at;
        while (word > 0 && text.charAt(word - 1) != ' ') {
            word--;
        }
        var last = text.substring(word, at).toLowerCase(Locale.ROOT);
        boolean initial = last.length() == 1 && Character.isLetter(last.charAt(0)) && !last.equals("i");
        boolean abbreviated = ABBREVIATIONS.contains(last) && !(last.equals("no") || last.equals("etc"));
        return !initial && !abbreviated;
    }

    private static void add(List<String> sentences, String raw) {
        var text = raw.strip();
        if (text.isEmpty() || text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        if (!isUnpunctuated(text)) {
            sentences.add(text);
            return;
        }
        String held = "";
        for (var part : THOUGHT.split(text, -1)) {
            var joined = held.isEmpty() ? part : held + " " + part;
            if ((CONDITION.matcher(joined).find() && held.isEmpty())
                    || ENDS_OPEN.matcher(joined).matches()) {
                held = joined; // an "if" stays with what hangs on it
            } else {
                sentences.add(joined.strip());
                held = "";
            }
        }
        if (!held.isEmpty()) {
            sentences.add(held.strip());
        }
    }

    /** More than a dozen words with neither a comma nor an end. */
    private static boolean isUnpunctuated(String text) {
        if (".?!؟…".indexOf(text.charAt(text.length() - 1)) >= 0 || text.indexOf(',') >= 0) {
            return false;
        }
        return text.chars().filter(c -> c == ' ').count() >= 5;
    }
}
