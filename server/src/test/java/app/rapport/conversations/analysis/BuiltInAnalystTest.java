package app.rapport.conversations.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import app.rapport.Requirement;
import app.rapport.conversations.analysis.Analysis.Kind;
import app.rapport.conversations.analysis.Analysis.SummarySentence;
import app.rapport.conversations.transcript.Format;
import app.rapport.conversations.transcript.Reading;
import app.rapport.conversations.transcript.Transcripts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement({"H-13", "H-74"})
class BuiltInAnalystTest {
    private static final String DISCOVERY = """
            Sam: Hi John, good to see you. How was the trip?
            John: Long, thanks. The weather was bad.
            Sam: So, um, you said your team copies notes into the CRM by hand?
            John: Yes, you know, we lose about six hours per person per week, and the forecast is always wrong.
            Sam: Is there a budget?
            John: We have a budget of 50,000 dollars this year.
            Sam: And who approves it?
            John: Maria Lopez signs off on every tool.
            John: We are currently using Initech, but the integration is poor.
            Sam: I'll send you the proposal by Friday.
            John: I will share our requirements tomorrow.
            Sam: Thanks, bye.
            """;

    @Test
    void summarisesInTheWordsOfTheTalkAndNamesEachTurn() {
        var talk = Talk.of(DISCOVERY);
        var summary = talk.analysis().summary();
        assertThat(summary).hasSizeBetween(3, 8);
        assertThat(summary).extracting(SummarySentence::turn).isSorted();
        assertThat(talk.analysis().summaryText())
                .contains("John Miller: We have a budget of 50,000 dollars this year.");
        for (var sentence : summary) {
            var turn = talk.transcript().turns().get(sentence.turn());
            assertThat(sentence.text())
                    .startsWith(turn.speaker() != null && turn.speaker().equals("Sam") ? "Sam Okafor" : "John Miller");
            assertThat(sentence.text()).doesNotContain("weather", "um,", "you know");
        }
    }

    @Test
    void namesMoneyAlternativesDeciderRiskAndWhoDoesWhatByWhen() {
        assertThat(Talk.of(DISCOVERY).analysis().summaryText())
                .contains("Sam Okafor will send John the proposal by 6 March 2026.")
                .contains("Maria Lopez signs off on every tool.")
                .contains("50,000 dollars")
                .contains("Initech");
        assertThat(Talk.of("Sam: And who decides?\nJohn: Our managing partner, Alan Brody.\nSam: Good.\n")
                        .analysis()
                        .summaryText())
                .contains("John Miller: Alan Brody decides.");
    }

    @Test
    void tellsTheSidesApartByTheirWords() {
        var reading = Transcripts.parse(Format.TEXT, """
                Ann: Thanks for taking the time. Our standard package is $24,000 a year.
                Bo: Our budget is $20,000, and our CFO signs off on everything.
                Ann: I'll need approval from my director for a discount, I'll send you the proposal tomorrow.
                Bo: I'm worried about your implementation team.
                """);
        var context = new Context("", Talk.WEDNESDAY, ZoneId.of("Europe/London"), null, List.of(), List.of());
        var analysis = new BuiltInAnalyst().analyse(((Reading.Parsed) reading).transcript(), context);
        assertThat(analysis.insights())
                .extracting(insight -> insight.kind() + " " + insight.text())
                .containsExactly(
                        "BUDGET 20,000 USD",
                        "DECISION_MAKER CFO",
                        "RISK I'm worried about your implementation team.",
                        "NEXT_STEP Ann: Send Bo the proposal (2026-03-05)");
    }

    @Test
    void leavesEveryStatementTraceableToItsTurn() {
        var talk = Talk.of(DISCOVERY);
        assertThat(talk.analysis().insights())
                .isNotEmpty()
                .allSatisfy(insight -> assertThat(
                                talk.transcript().turns().get(insight.turn()).text())
                        .contains(insight.quote()));
        assertThat(talk.analysis().actionItems())
                .hasSize(2)
                .allSatisfy(item -> assertThat(
                                talk.transcript().turns().get(item.turn()).text())
                        .contains(item.quote()));
    }

    @Test
    void saysTheSameTwice() {
        assertThat(Talk.of(DISCOVERY).analysis()).isEqualTo(Talk.of(DISCOVERY).analysis());
    }

    @Test
    void makesNothingOfSmallTalk() {
        var talk = Talk.of("Sam: Hi, how are you?\nJohn: Fine, thanks. Nice weather today.\nSam: Yes. See you.\n");
        assertThat(talk.analysis().actionItems()).isEmpty();
        assertThat(talk.analysis().insights()).isEmpty();
        assertThat(talk.analysis().summary()).hasSizeLessThanOrEqualTo(3);
    }

    /** Real time is far less; a regular expression that backtracks would take hours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "and ",
                "not the ",
                "I'll send you ",
                "Gong, ",
                "Ana and ",
                "the CFO and ",
                "if you ",
                "1,000 ",
                "$ ",
                "a-",
                "x.",
                "the decision is with the ",
                "sign off ",
                "vice president of ",
                "on the condition that the budget is ",
                "12/",
                "until ",
                "نظام ",
                "القرار ",
                "و",
                "لا ",
                "(",
                "Ab.com ",
                "by Friday ",
                "we use a ",
                "Mr. ",
                "no "
            })
    void readsHostileRepetitionInTimeThatGrowsWithItsLength(String hostile) {
        var half = hostile.repeat(30_000 / hostile.length());
        assertTimeout(Duration.ofMinutes(1), () -> Talk.of("Sam: " + half + "\nJohn: " + half + "\n"));
    }

    @Test
    void readsAsMuchAsADayOfTalk() {
        var talk = new StringBuilder(1 << 19);
        var names = List.of("Gong", "Maria", "Fitledger", "Chorus", "Berlin", "Notebeam");
        for (int turn = 0; talk.length() < (1 << 19); turn++) {
            var name = names.get(turn % names.size()) + (char) ('a' + turn % 23) + (char) ('a' + turn % 19);
            talk.append(turn % 2 == 0 ? "Sam: " : "John: ")
                    .append("We're also looking at ")
                    .append(name)
                    .append(" and our budget is $50k, which ")
                    .append(name)
                    .append(" said is fine. I'll send you the list of ")
                    .append(name)
                    .append(" by Friday, unless the CFO signs off on it before. I'm worried about the timeline.\n");
        }
        var transcript = ((Reading.Parsed) Transcripts.parse(Format.TEXT, talk.toString())).transcript();
        assertTimeout(Duration.ofMinutes(5), () -> new BuiltInAnalyst().analyse(transcript, Talk.CONTEXT));
    }

    @Test
    void readsAVeryLongTalkInTimeThatGrowsWithItsLength() {
        var random = new Random(7);
        var words =
                "we will send budget 50,000 Globex Maria decides if not by Friday and then could you please approve the risk of delay"
                        .split(" ", -1);
        var text = new StringBuilder();
        for (int turn = 0; turn < 4_000; turn++) {
            text.append(turn % 2 == 0 ? "Sam: " : "John: ");
            for (int i = 0; i < 25; i++) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(9) == 0 ? ". " : " ");
            }
            text.append('\n');
        }
        var transcript = ((Reading.Parsed) Transcripts.parse(Format.TEXT, text.toString())).transcript();
        assertTimeout(Duration.ofMinutes(2), () -> new BuiltInAnalyst().analyse(transcript, Talk.CONTEXT));
    }

    @Test
    void survivesHostileText() {
        for (var hostile : new String[] {
            "<script>alert(1)</script>",
            "$1 \\ ${x} (?i",
            "a".repeat(5_000),
            "and ".repeat(5_000),
            "I'll ".repeat(5_000),
            "$ ".repeat(5_000),
            "1,000 ".repeat(5_000),
            "Ana ".repeat(5_000)
        }) {
            assertTimeout(
                    Duration.ofMinutes(1),
                    () -> Talk.of("Sam: I'll send you " + hostile + " by Friday.\nJohn: " + hostile + "\n"),
                    hostile.substring(0, 4));
        }
        assertThat(Talk.of("Sam: I'll send <b>you</b> $100 by Friday.\nJohn: Ok.\n")
                        .insights(Kind.BUDGET))
                .isEmpty();
    }
}
