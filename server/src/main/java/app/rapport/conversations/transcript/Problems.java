package app.rapport.conversations.transcript;

import java.util.ArrayList;
import java.util.List;

/** What was left out while reading; a thousand broken cues are told in fifty lines and a count. */
final class Problems {
    private static final int SHOWN = 50;

    private final List<String> sentences = new ArrayList<>();
    private int more;

    void add(String sentence) {
        if (sentences.size() < SHOWN) {
            sentences.add(sentence);
        } else {
            more++;
        }
    }

    void atLine(int line, String what) {
        add("Line " + line + ": " + what);
    }

    List<String> all() {
        var all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add("And " + more + " more of the kind.");
        }
        return List.copyOf(all);
    }
}
