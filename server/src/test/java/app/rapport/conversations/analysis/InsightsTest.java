package app.rapport.conversations.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("H-13")
class InsightsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Our budget is 50,000.                                  | 50000   |
            We have a budget of $50,000 for this year.             | 50000   | USD
            The budget is 50k.                                     | 50000   |
            We set aside €1.2 million.                             | 1200000 | EUR
            We can spend fifty thousand dollars.                   | 50000   | USD
            Our budget is $40-50k.                                 | 50000   | USD
            We could find between €15,000 and €20,000 in the fund. | 20000   | EUR
            The board approved 120 000 euros.                      | 120000  | EUR
            We have put aside half a million pounds.               | 500000  | GBP
            الميزانية المتاحة هي 50,000 دولار لهذا العام.           | 50000   | USD
            خصصنا ١٨٠ ألف ريال لهذه السنة.                          | 180000  | SAR
            """)
    void findsTheBudgetWithItsCurrency(String said, BigDecimal amount, String currency) {
        assertThat(Talk.of("Sam: Hello.\nJohn: " + said + "\n").insights(Kind.BUDGET))
                .singleElement()
                .satisfies(budget -> {
                    assertThat(budget.amount()).isEqualByComparingTo(amount);
                    assertThat(budget.currency()).isEqualTo(currency);
                    assertThat(budget.turn()).isEqualTo(1);
                    assertThat(budget.quote()).isEqualTo(said);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John: There is no budget yet. If we had 80,000 I would sign tomorrow.",
                "John: We don't have 50,000 in the budget.",
                "Sam: Our package is $24,000 per year, is that within your budget?",
                "John: She has to sign anything over fifty grand in the budget.",
                "John: We imported 48,000 records for the budget report.",
                "John: We lose $200,000 a year."
            })
    void takesNeitherWishesNorPricesNorCountsForABudget(String said) {
        assertThat(Talk.of(said + "\nSam: I see.\n").insights(Kind.BUDGET)).isEmpty();
    }

    @Test
    void findsCompetitorsThatAreListedOrSpokenOfAsAlternatives() {
        var talk = Talk.of(
                "John: We are currently using Initech, and we also look at Umbra Desk. globex called too.\nSam: I see.\n");
        assertThat(talk.insights(Kind.COMPETITOR))
                .extracting(Insight::name)
                .containsExactlyInAnyOrder("Globex", "Initech", "Umbra Desk");
        assertThat(Talk.of("John: Compared to Initech you are slow.\nSam: I see.\n")
                        .insights(Kind.COMPETITOR))
                .extracting(Insight::name)
                .containsExactly("Initech");
    }

    @Test
    void takesNeitherPeopleNorTheCustomerNorEverydayToolsForCompetitors() {
        var talk = Talk.of(
                "John: We use Excel and Salesforce at Acme. I talked to Maria on Monday. She is our CFO.\nSam: Good.\n");
        assertThat(talk.insights(Kind.COMPETITOR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Maria Lopez signs off on every tool.                          | Maria Lopez
            I need approval from our CFO, Maria Lopez.                    | Maria Lopez
            Maria Lopez is our CFO. She makes the final decision.         | Maria Lopez
            The final decision is with our COO, Anna Weiss.               | Anna Weiss
            It has to be approved by the regional director, Mrs Okoye.    | Mrs Okoye
            It's Petra's call.                                            | Petra
            My boss Linda decides.                                        | Linda
            I make the final decision.                                    | John Miller
            المدير التنفيذي كريم منصور هو من يوافق على أي عقد.             | كريم منصور
            """)
    void findsWhoDecides(String said, String name) {
        assertThat(Talk.of("Sam: Hello.\nJohn: " + said + "\n").insights(Kind.DECISION_MAKER))
                .extracting(Insight::name)
                .containsExactly(name);
    }

    @Test
    void doesNotMakeADeciderOfWhoDoesNotDecide() {
        assertThat(Talk.of("John: Tom doesn't decide about this.\nSam: I see.\n")
                        .insights(Kind.DECISION_MAKER))
                .isEmpty();
    }

    @Test
    void findsRisksInTheCustomersWordsOnly() {
        var talk = Talk.of(
                "John: I'm worried that the security review drags on.\nSam: I'm worried too.\nJohn: No problem at all with the rest, no concerns.\n");
        assertThat(talk.insights(Kind.RISK))
                .singleElement()
                .satisfies(risk -> assertThat(risk.turn()).isZero());
    }

    @Test
    void findsNextSteps() {
        var talk = Talk.of(
                "John: The next step is the security review.\nSam: Let's meet again next Tuesday.\nJohn: Fine.\n");
        assertThat(talk.insights(Kind.NEXT_STEP)).extracting(Insight::turn).containsExactly(0, 1);
    }
}
