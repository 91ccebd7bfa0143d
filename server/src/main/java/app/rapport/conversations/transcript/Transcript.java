package app.rapport.conversations.transcript;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole talk in the order it was spoken.
 *
 * @param format the form it was read from
 * @param turns at least one, each at its own {@link Turn#index()}
 */
public record Transcript(Format format, List<Turn> turns) {
    public Transcript {
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a transcript has at least one turn");
        }
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "turn " + i + " carries index " + turns.get(i).index());
            }
        }
    }

    /** The names that occur, each once, in the order of their first word. */
    public List<String> speakers() {
        return turns.stream()
                .map(Turn::speaker)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** From the start of the recording to the last time given; empty when the transcript has no times. */
    public Optional<Duration> duration() {
        return turns.stream()
                .map(turn -> turn.endMs() != null ? turn.endMs() : turn.startMs())
                .filter(Objects::nonNull)
                .max(Long::compare)
                .map(Duration::ofMillis);
    }
}
