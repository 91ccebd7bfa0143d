package app.rapport.conversations.analysis;

import app.rapport.conversations.transcript.Transcript;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which side of the table a speaker sits. Often nobody said so beforehand; then it shows in the words: one asks for the
 * budget and sends the proposal, the other has a boss to convince.
 */
final class Sides {
    private static final int ENOUGH = 2;
    private static final int READ = 400;
    private static final Lexicon ENGLISH = Lexicon.english("sides");
    private static final Lexicon ARABIC = Lexicon.arabic("sides");
    private static final List<Pattern> OUR_LABELS =
            List.of(ENGLISH.anywhere("our label"), ARABIC.anywhere("our label"));
    private static final List<Pattern> THEIR_LABELS =
            List.of(ENGLISH.anywhere("their label"), ARABIC.anywhere("their label"));
    private static final List<Pattern> OURS = List.of(ENGLISH.anywhere("ours"), ARABIC.anywhere("ours"));
    private static final List<Pattern> THEIRS = List.of(ENGLISH.anywhere("theirs"), ARABIC.anywhere("theirs"));

    private final Map<String, Boolean> sides = new HashMap<>();

    /** @param known sides that were given, by label of the transcript */
    Sides(Transcript transcript, Map<String, Boolean> known) {
        boolean amongUs =
                !known.isEmpty() && known.size() == transcript.speakers().size() && !known.containsValue(false);
        if (amongUs) {
            return; // we talk about a customer who is not there
        }
        sides.putAll(known);
        Map<String, Integer> leaning = new LinkedHashMap<>();
        for (var turn :
                transcript.turns().subList(0, Math.min(READ, transcript.turns().size()))) {
            var speaker = turn.speaker();
            if (speaker != null && !known.containsKey(speaker)) {
                var text = turn.text().replace('’', '\'');
                leaning.merge(speaker, count(OURS, text) - count(THEIRS, text), Integer::sum);
            }
        }
        leaning.replaceAll((speaker, sum) ->
                sum + (matches(OUR_LABELS, speaker) ? 5 : 0) - (matches(THEIR_LABELS, speaker) ? 5 : 0));
        leaning.forEach((speaker, sum) -> {
            if (Math.abs(sum) >= ENOUGH) {
                sides.put(speaker, sum > 0);
            }
        });
        if (leaning.size() + known.size() == 2 && sides.size() == 1) {
            var other = sides.values().iterator().next();
            leaning.keySet().forEach(speaker -> sides.putIfAbsent(speaker, !other));
        }
    }

    /** True for our side, false for theirs, null when nothing shows. */
    @Nullable
    Boolean of(@Nullable String label) {
        return label == null ? null : sides.get(label);
    }

    private static int count(List<Pattern> cues, String text) {
        int count = 0;
        for (var cue : cues) {
            var match = cue.matcher(text);
            while (match.find()) {
                count++;
            }
        }
        return count;
    }

    private static boolean matches(List<Pattern> labels, String speaker) {
        return labels.stream().anyMatch(label -> label.matcher(speaker).find());
    }
}
