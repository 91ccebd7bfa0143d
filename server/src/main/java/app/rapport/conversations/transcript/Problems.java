package app.rapport.conversations.transcript;

import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.List;

/** What was left out while reading; a thousand broken cues are told in fifty lines and a count. */
final class Problems {
    private static final int SHOWN = 50;

    private final List<String> sentences = new ArrayList<>();
    private final List<Wording> words = new ArrayList<>();
    private int more;

    void add(String sentence, Wording wording) {
        if (sentences.size() < SHOWN) {
            sentences.add(sentence);
            words.add(wording);
        } else {
            more++;
        }
    }

    void atLine(int line, String what, Wording wording) {
        add("Line " + line + ": " + what, wording.with("line", line));
    }

    List<String> all() {
        var all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add("And " + more + " more of the kind.");
        }
        return List.copyOf(all);
    }

    /** The same, for other languages. */
    List<Wording> words() {
        var all = new ArrayList<>(words);
        if (more > 0) {
            all.add(Wording.of("more_of_the_kind").with("more", more));
        }
        return List.copyOf(all);
    }
}
