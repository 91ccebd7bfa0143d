package app.rapport.conversations.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement({"H-14", "H-75"})
class ActionsTest {
    @Test
    void givesAPromiseToWhoMadeItAndCountsTheDayFromTheTalk() {
        var talk = Talk.of(
                "John: We need numbers.\nSam: I'll send you the proposal with two options by Friday, so that you can compare.\n");
        assertThat(talk.actions()).containsExactly("Sam Okafor | Send John the proposal with two options | 2026-03-06");
        assertThat(talk.analysis().actionItems().getFirst().turn()).isEqualTo(1);
        assertThat(talk.analysis().actionItems().getFirst().quote()).startsWith("I'll send you the proposal");
    }

    @Test
    void givesARequestToWhoTookItWithTheDayTheySaid() {
        assertThat(Talk.of("Sam: Can you share the seat numbers, John?\nJohn: Sure, I'll do that tomorrow.\n")
                        .actions())
                .containsExactly("John Miller | Share the seat numbers | 2026-03-05");
        assertThat(Talk.of("Sam: Please send me the contract.\nJohn: Okay.\n").actions())
                .containsExactly("John Miller | Send Sam the contract | null");
        assertThat(Talk.of(
                                "Sam: Shall I send you a case study?\nJohn: Yes, please.\nSam: Okay, I'll send it over this week.\n")
                        .actions())
                .containsExactly("Sam Okafor | Send John a case study | 2026-03-06");
    }

    @Test
    void dropsWhatWasRefusedDeniedOrOnlyImagined() {
        for (var said : new String[] {
            "Sam: Could you introduce me to Maria?\nJohn: No, I'd rather not.\n",
            "Sam: I won't send you anything without asking.\nJohn: Good.\n",
            "John: If we had more people I would write the report myself.\nSam: Sure.\n",
            "John: I might call you.\nSam: Great.\n",
            "Sam: I'll be honest with you, it is early.\nJohn: I know.\n",
            "Sam: Can you hear me?\nJohn: Yes, I can hear you.\n"
        }) {
            assertThat(Talk.of(said).actions()).as(said).isEmpty();
        }
    }

    @Test
    void findsThirdPersonsAndPlansOfBothSides() {
        assertThat(Talk.of("John: Maria Lopez will check the contract by Monday.\nSam: Good.\n")
                        .actions())
                .containsExactly("Maria Lopez | Check the contract | 2026-03-09");
        assertThat(Talk.of("John: Let's meet again next Tuesday.\nSam: Good.\n").actions())
                .containsExactly("null | Meet again | 2026-03-10");
    }

    @Test
    void countsAPromiseOnceHoweverOftenItIsRepeated() {
        var talk = Talk.of(
                "Sam: I'll send you the security paper.\nJohn: Good.\nSam: So, I will send you the security paper by Friday.\n");
        assertThat(talk.actions()).containsExactly("Sam Okafor | Send John the security paper | 2026-03-06");
    }

    @Test
    void readsSpeechWrittenDownWithoutPunctuation() {
        var talk = Talk.of(
                "John: that works for us\nSam: okay great so i'll send you the recording and a quote by thursday\n");
        assertThat(talk.actions()).containsExactly("Sam Okafor | Send John the recording and a quote | 2026-03-05");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by Friday                   | 2026-03-06
            by Wednesday                | 2026-03-11
            on Monday                   | 2026-03-09
            next Tuesday                | 2026-03-10
            tomorrow morning            | 2026-03-05
            the day after tomorrow      | 2026-03-06
            by EOD                      | 2026-03-04
            this afternoon              | 2026-03-04
            by the end of the week      | 2026-03-06
            next week                   | 2026-03-13
            by the end of the month     | 2026-03-31
            before the end of the month | 2026-03-31
            in two weeks                | 2026-03-18
            within 48 hours             | 2026-03-06
            by 3 April                  | 2026-04-03
            by March 20th               | 2026-03-20
            before the 15th             | 2026-03-14
            on the 2nd                  | 2026-04-02
            by 12 January               | 2027-01-12
            by 2026-05-01               | 2026-05-01
            by 12/3                     | 2026-03-12
            by the end of the quarter   | 2026-03-31
            within five working days    | 2026-03-11
            by end of day tomorrow      | 2026-03-05
            by EOD Friday               | 2026-03-06
            by the end of next week     | 2026-03-13
            by end of Q1                | 2026-03-31
            by Q2                       | 2026-06-30
            by the end of next quarter  | 2026-06-30
            tomorrow night              | 2026-03-05
            on or before the 14th       | 2026-03-14
            in a couple of days         | 2026-03-06
            within 24 hours             | 2026-03-05
            a week from Friday          | 2026-03-13
            before the weekend          | 2026-03-06
            by mid-April                | 2026-04-15
            first thing Monday          | 2026-03-09
            by year-end                 | 2026-12-31
            by Wednesday next week      | 2026-03-11
            """)
    void countsDaysFromTheDayOfTheTalk(String said, String due) {
        assertThat(Talk.of("Sam: I'll send you the contract " + said + ".\nJohn: Good.\n")
                        .actions())
                .containsExactly("Sam Okafor | Send John the contract | " + due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by the 45th", "by 31 February", "by 99/99", "by Someday"})
    void leavesADayOutThatDoesNotExist(String said) {
        assertThat(Talk.of("Sam: I'll send you the contract " + said + ".\nJohn: Good.\n")
                        .analysis()
                        .actionItems())
                .singleElement()
                .satisfies(item -> assertThat(item.dueDate()).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "based on what you showed last Friday",
                "as on Fridays we usually have time",
                "about the Q3 figures",
                "from the meeting three weeks ago",
                "like every other Tuesday"
            })
    void takesNoDayThatIsOverOrComesAgainForALimit(String said) {
        assertThat(Talk.of("Sam: I'll send you the contract " + said + ".\nJohn: Good.\n")
                        .analysis()
                        .actionItems())
                .singleElement()
                .satisfies(item -> assertThat(item.dueDate()).isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            غداً                    | 2026-03-05
            بعد غد                  | 2026-03-06
            اليوم                   | 2026-03-04
            يوم الأحد القادم        | 2026-03-08
            قبل يوم الأحد           | 2026-03-07
            بنهاية الأسبوع          | 2026-03-05
            نهاية الأسبوع القادم    | 2026-03-12
            خلال أسبوعين            | 2026-03-18
            خلال 48 ساعة            | 2026-03-06
            خلال ثلاثة أيام         | 2026-03-07
            في ١٥ مارس              | 2026-03-15
            قبل 20 من هذا الشهر     | 2026-03-19
            قبل نهاية الشهر         | 2026-03-31
            بنهاية الربع الأول      | 2026-03-31
            """)
    void countsDaysInArabic(String said, String due) {
        assertThat(Talk.of("Sam: سأرسل لك العقد " + said + ".\nJohn: ممتاز.\n")
                        .analysis()
                        .actionItems())
                .singleElement()
                .satisfies(item -> assertThat(item.dueDate()).hasToString(due));
    }

    @Test
    void takesNoDayInArabicThatIsOverOrComesAgain() {
        for (var said : new String[] {"الذي ناقشناه يوم الخميس الماضي", "كما نفعل كل خميس"}) {
            assertThat(Talk.of("Sam: سأرسل لك العقد " + said + ".\nJohn: ممتاز.\n")
                            .analysis()
                            .actionItems())
                    .as(said)
                    .singleElement()
                    .satisfies(item -> assertThat(item.dueDate()).isNull());
        }
    }

    @Test
    void knowsWhomAnOrderIsMeantFor() {
        assertThat(Talk.of("Sam: John, draft the list of branches by tomorrow.\nJohn: Will do.\n")
                        .actions())
                .containsExactly("John Miller | Draft the list of branches | 2026-03-05");
    }

    @Test
    void readsWhatIsWrittenShortInAChat() {
        assertThat(Talk.of("John: can you check that?\nSam: sure. will ping you tomorrow\n")
                        .analysis()
                        .actionItems())
                .anySatisfy(item -> {
                    assertThat(item.owner()).isEqualTo("Sam Okafor");
                    assertThat(item.dueDate()).hasToString("2026-03-05");
                });
    }

    @Test
    void readsAPromiseBeforeAQuestion() {
        assertThat(Talk.of("Sam: I'll set up a call with our architect for Friday, does three work?\nJohn: It does.\n")
                        .actions())
                .containsExactly("Sam Okafor | Set up a call with our architect for Friday | 2026-03-06");
    }

    @Test
    void readsPromisesInArabic() {
        var talk = Talk.of("John: نحتاج العرض.\nSam: سأرسل لك العرض الفني يوم الخميس.\nSam: لن أرسل شيئاً آخر.\n");
        assertThat(talk.actions()).containsExactly("Sam Okafor | سأرسل لك العرض الفني يوم الخميس | 2026-03-05");
    }

    @Test
    void neverReturnsMoreThanAPersonWouldRead() {
        var talk = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            talk.append("Sam: I'll send you document%d about subject%d tomorrow.%nJohn: Good.%n".formatted(i, i));
        }
        assertThat(Talk.of(talk.toString()).actions()).hasSize(25);
    }
}
