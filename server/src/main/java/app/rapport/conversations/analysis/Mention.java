package app.rapport.conversations.analysis;

/**
 * A name where it was said.
 *
 * @param name without titles' dots, possessive endings and the ordinary words before it
 */
record Mention(Sentence sentence, String name, int start, int end) {
    private static final int WINDOW = 90;

    /** The words before it in its sentence, not all of a very long one. */
    String before() {
        return sentence.text().substring(Math.max(0, start - WINDOW), start);
    }

    String after() {
        return sentence.text().substring(end, Math.min(sentence.text().length(), end + WINDOW));
    }
}
