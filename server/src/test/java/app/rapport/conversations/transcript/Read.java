package app.rapport.conversations.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Short ways to read a transcript and look at it. */
final class Read {
    private Read() {}

    static Transcript transcript(Format format, String content) {
        return parsed(Transcripts.parse(format, content)).transcript();
    }

    static Reading.Parsed parsed(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Parsed.class);
        return (Reading.Parsed) reading;
    }

    static Reading.Rejected rejected(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return (Reading.Rejected) reading;
    }

    /** Turns as {@code speaker: text}, a missing speaker as {@code -}. */
    static List<String> lines(Transcript transcript) {
        return transcript.turns().stream()
                .map(turn -> (turn.speaker() == null ? "-" : turn.speaker()) + ": " + turn.text())
                .toList();
    }
}
