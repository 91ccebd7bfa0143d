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
            Our budget is between ninety and a hundred thousand dollars. | 100000 | USD
            المبلغ المعتمد ربع مليون ريال.                            | 250000  | SAR
            ميزانيتنا مليون ونصف ريال.                               | 1500000 | SAR
            We've got $35 per seat per month to play with.         | 35      | USD
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

    @Test
    void saysForWhatABudgetOfAFewDollarsIs() {
        assertThat(Talk.of("Sam: Hello.\nJohn: We've budgeted $35 per seat per month.\n")
                        .insights(Kind.BUDGET))
                .extracting(Insight::text)
                .containsExactly("35 USD per seat per month");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            We're also looking at Gong and Chorus.                             | Gong, Chorus
            Our contract with Zendesk runs out in May.                         | Zendesk
            Fitledger quoted us less than you.                                 | Fitledger
            We moved off Pipedrive last year.                                  | Pipedrive
            Between you and Talkdesk it will be close.                         | Talkdesk
            They pitched a tool called Notebeam.                               | Notebeam
            We're on RingCentral for the phones, and one of us wants to give Dialpad a go. | RingCentral, Dialpad
            we also looked at quicknote                                        | Quicknote
            We had a trial of Aurora last spring.                              | Aurora
            okay so mettler had a fella here with a brochure                   | Mettler
            They also showed us Tessitura.                                     | Tessitura
            نستخدم حالياً نظام إنيتك، واطلعنا على عرض من أوراكل.                 | إنيتك, أوراكل
            نقيّم حالياً حل Talkdesk وحل Five9.                                 | Talkdesk, Five9
            """)
    void findsOtherVendorsByWhatIsSaidAroundThem(String said, String names) {
        assertThat(Talk.of("Sam: Hello.\nJohn: " + said + "\n").insights(Kind.COMPETITOR))
                .extracting(Insight::name)
                .containsExactlyInAnyOrder(names.split(", ", -1));
    }

    @Test
    void knowsAnAnswerToTheQuestionForOthers() {
        assertThat(Talk.of("Sam: Who else is in the mix?\nJohn: Gong obviously, and Clari.\n")
                        .insights(Kind.COMPETITOR))
                .extracting(Insight::name)
                .containsExactlyInAnyOrder("Gong", "Clari");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John: Does it integrate with Salesforce and Slack?",
                "John: We export from HubSpot into Google Sheets.",
                "John: Let's talk on Zoom on Monday.",
                "John: Our office in Berlin uses the same process.",
                "John: I spoke to Janine yesterday.",
                "John: I run marketing at Wingtip Toys.",
                "John: Our CFO came from Deloitte.",
                "John: Can we do it in March?"
            })
    void leavesToolsPlacesPeopleAndDaysAlone(String said) {
        assertThat(Talk.of(said + "\nSam: I see.\n").insights(Kind.COMPETITOR)).isEmpty();
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
            Our VP of Operations, Maria Lopez, signs off on this.         | Maria Lopez
            The CFO has the final say.                                    | CFO
            It has to go past our works council before we sign.           | Works council
            The contract is countersigned by our chief procurement officer, Mr. Dubois. | Mr. Dubois
            Any spend like this goes to Fabienne in Brussels for approval. | Fabienne
            She's the economic buyer, her name is Beth Moreau.            | Beth Moreau
            Nothing happens without Dr. Okonkwo's signature.              | Dr. Okonkwo
            I make the final decision.                                    | John Miller
            المدير التنفيذي كريم منصور هو من يوافق على أي عقد.             | كريم منصور
            """)
    void findsWhoDecides(String said, String name) {
        assertThat(Talk.of("Sam: Hello.\nJohn: " + said + "\n").insights(Kind.DECISION_MAKER))
                .extracting(Insight::name)
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Who signs off on this?                   | Me.                                        | John Miller
            Are you the decision maker?              | Yes, it's my budget.                       | John Miller
            Who needs to approve it?                 | That'd be Walt Brenner, our COO.           | Walt Brenner
            Who else is involved in the decision?    | Legal and procurement.                     | Legal, Procurement
            Is it your boss who gives the green light? | Yep, Nadja.                              | Nadja
            Are you the one who decides?             | No, that would be our CTO, Amir Nasser.    | Amir Nasser
            Who signs the contract?                  | I do, together with our head of IT.        | John Miller, Head of IT
            Is Sandra still the one who has to sign? | No, Sandra left. It's Mikkel now.          | Mikkel
            ومن صاحب القرار؟                          | القرار النهائي عند المدير المالي، الأستاذ سعود. | سعود
            """)
    void knowsWhoDecidesFromTheAnswer(String asked, String answer, String names) {
        assertThat(Talk.of("Sam: " + asked + "\nJohn: " + answer + "\n").insights(Kind.DECISION_MAKER))
                .extracting(Insight::name)
                .containsExactlyInAnyOrder(names.split(", ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John: Tom doesn't decide about this.",
                "Sam: I'll need approval from our CFO for the discount.",
                "John: We decided to move the meeting.",
                "John: He will sign up for the newsletter."
            })
    void doesNotMakeADeciderOfWhoDoesNotDecide(String said) {
        assertThat(Talk.of(said + "\nSam: I see.\nJohn: Yes.\n").insights(Kind.DECISION_MAKER))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm worried about the migration timeline.",
                "Without French captions this is a non-starter.",
                "Helen has handed in her notice.",
                "We are thinking about cancelling.",
                "My marketing budget was cut in March.",
                "The drivers won't open the app.",
                "The sync keeps failing at night.",
                "Legal has concerns about the liability cap.",
                "They offered it thirty percent below your price.",
                "If we miss it, we're not touching production until January.",
                "Our team never took to it.",
                "You don't support single sign-on.",
                "Our head of IT isn't convinced this will scale.",
                "The feed-in tariff may be scrapped in autumn.",
                "We still don't have an answer from your product team.",
                "The directors are split on this.",
                "The data we've got is rubbish, to be blunt.",
                "التقارير لا تطابق أرقامنا.",
                "ما يقلقني هو استضافة البيانات خارج المملكة.",
                "الإدارة تفكر جدياً في إنهاء العقد."
            })
    void findsRisksOfEveryKind(String said) {
        assertThat(Talk.of("Sam: Hello.\nJohn: " + said + "\n").insights(Kind.RISK))
                .as(said)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John: We have no concerns about that.",
                "John: It was broken, but that has been fixed.",
                "John: Sorry I'm a few minutes late.",
                "John: We track everything in a spreadsheet today and it's terrible.",
                "John: What happens if it fails?",
                "John: There were no outages and no complaints.",
                "John: You don't have to send it today.",
                "John: The rollout went smoothly.",
                "John: I've never used a tool like that.",
                "John: If that doesn't suit you, we can move it.",
                "Sam: I understand your concern."
            })
    void takesNeitherWhatIsDeniedNorWhatIsOverForARisk(String said) {
        assertThat(Talk.of(said + "\nSam: I see.\n").insights(Kind.RISK)).isEmpty();
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
