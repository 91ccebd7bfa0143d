package app.rapport.conversations.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.conversations.analysis.Analysis.ActionItem;
import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import app.rapport.conversations.analysis.Context.Participant;
import app.rapport.conversations.transcript.Format;
import app.rapport.conversations.transcript.Reading;
import app.rapport.conversations.transcript.Transcript;
import app.rapport.conversations.transcript.Transcripts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** A talk between Sam (ours) and John (the customer) on a Wednesday, and what the built-in analyst makes of it. */
record Talk(Transcript transcript, Analysis analysis) {
    static final LocalDate WEDNESDAY = LocalDate.of(2026, 3, 4);
    static final Context CONTEXT = new Context(
            "Acme",
            WEDNESDAY,
            ZoneId.of("Europe/London"),
            null,
            List.of(
                    new Participant("Sam Okafor", "sam@rapport.example", true),
                    new Participant("John Miller", "john@acme.example", false)),
            List.of("Globex"));

    /** Lines as {@code Sam: …}. */
    static Talk of(String text) {
        var reading = Transcripts.parse(Format.TEXT, text);
        assertThat(reading).isInstanceOf(Reading.Parsed.class);
        var transcript = ((Reading.Parsed) reading).transcript();
        return new Talk(transcript, new BuiltInAnalyst().analyse(transcript, CONTEXT));
    }

    List<Insight> insights(Kind kind) {
        return analysis.insights().stream()
                .filter(insight -> insight.kind() == kind)
                .toList();
    }

    /** Action items as {@code owner | title | due}. */
    List<String> actions() {
        return analysis.actionItems().stream().map(Talk::line).toList();
    }

    private static String line(ActionItem item) {
        return item.owner() + " | " + item.title() + " | " + item.dueDate();
    }
}
