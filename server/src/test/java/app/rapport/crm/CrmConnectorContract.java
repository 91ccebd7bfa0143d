package app.rapport.crm;

import static app.rapport.crm.TalkDraft.later;
import static app.rapport.crm.TalkDraft.like;
import static app.rapport.crm.TalkDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.crm.connector.CompanyHint;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.DealHint;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.Written;
import app.rapport.sandbox.Sandbox;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every CRM connector must find and write, whichever CRM it is for: run against the simulated one. */
@Requirement({"H-16", "H-76"})
abstract class CrmConnectorContract extends CrmContractBed {
    CrmConnectorContract(Function<Sandbox, CrmUnderTest> crm) {
        super(crm);
    }

    @Test
    void findsPeopleByTheirAddressAndNobodyElse() throws Exception {
        var people = connector()
                .lookups()
                .people(account, List.of("JOHN@acmecorp.com".toLowerCase(Locale.ROOT), "nobody@acmecorp.com"));
        assertThat(people).extracting(RemotePerson::email).containsExactly("john@acmecorp.com");
        assertThat(people.getFirst().companyId()).isNotNull();
    }

    @Test
    void findsTheCompanyByPersonOrByDomainButNotByALongerOne() throws Exception {
        var john = person("john@acmecorp.com");
        var byPerson = connector()
                .lookups()
                .company(account, new CompanyHint(john, null, List.of()))
                .orElseThrow();
        var byDomain = connector()
                .lookups()
                .company(account, new CompanyHint(null, null, List.of("acmecorp.com")))
                .orElseThrow();
        assertThat(byDomain.id()).isEqualTo(byPerson.id());
        assertThat(connector().lookups().company(account, new CompanyHint(null, null, List.of("corp.com"))))
                .isEmpty();
        assertThat(connector().lookups().company(account, new CompanyHint(null, null, List.of("it's%_.com"))))
                .isEmpty();
    }

    @Test
    @Requirement("H-46")
    void findsTheOpenDealOfThePersonAndNoClosedOne() throws Exception {
        var john = person("john@acmecorp.com");
        var deal = connector()
                .lookups()
                .openDeal(account, new DealHint(john, null))
                .orElseThrow();
        assertThat(deal.name()).isEqualTo("Acme rollout 2027");
        var hank = person("hank@globex.example");
        var globex = connector()
                .lookups()
                .company(account, new CompanyHint(hank, null, List.of()))
                .orElseThrow();
        assertThat(connector().lookups().openDeal(account, new DealHint(hank, globex)))
                .isEmpty();
    }

    @Test
    @Requirement({"H-19", "H-41", "H-42"})
    void logsATalkWithTitleSummaryAndALinkBack() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var written = push(talk).getFirst();
        assertThat(written).isInstanceOf(Written.Created.class);
        var record = record(written.record().type(), written.record().id()).toString();
        assertThat(record)
                .contains("Quarterly review")
                .contains("wants to roll out in January")
                .contains(talk.link().toString());
        assertThat(written.url()).startsWith("http");
    }

    @Test
    void sendsExactlyWhatThePlanSaid() throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        var before = provider().requests().size();
        for (var request : plan.requests()) {
            connector().writes().carryOut(account, request);
        }
        var sent = provider().requests().subList(before, provider().requests().size());
        assertThat(sent).hasSameSizeAs(plan.requests());
        for (var i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i).method()).isEqualTo(plan.requests().get(i).method());
            assertThat(sent.get(i).body())
                    .isEqualTo(String.valueOf(plan.requests().get(i).body()));
        }
    }

    @Test
    void updatesTheSameRecordWhenTheTalkIsKnownThere() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var first = push(talk).getFirst();
        var again = push(like(talk)
                        .titled("Quarterly review, corrected")
                        .draft()
                        .at(first.record()))
                .getFirst();
        assertThat(again).isInstanceOf(Written.Updated.class);
        assertThat(again.record()).isEqualTo(first.record());
        assertThat(marked(talk.link())).isEqualTo(1);
        assertThat(record(first.record().type(), first.record().id()).toString())
                .contains("Quarterly review, corrected");
    }

    @Test
    @Requirement({"H-20", "H-75"})
    void makesATaskWithItsDueDateAndClosesIt() throws Exception {
        var place = place("john@acmecorp.com");
        var task = task("Send the quote", LocalDate.of(2026, 11, 27), place);
        var written = push(talk(place), task);
        var made = written.stream()
                .filter(one -> one.key().equals(task.key()))
                .findFirst()
                .orElseThrow();
        var open = record(crm.taskType(), made.record().id());
        assertThat(open.toString()).contains("Send the quote").contains("2026-11-27");
        push(later(task, made.record(), task.title(), Draft.Task.State.DONE));
        var closed = record(crm.taskType(), made.record().id());
        assertThat(crm.taskStatus(closed)).isNotEqualTo(crm.taskStatus(open)).isEqualToIgnoringCase("completed");
    }

    @Test
    void leavesTheStatePeopleGaveATaskThereAlone() throws Exception {
        var place = place("john@acmecorp.com");
        var task = task("Send the quote", LocalDate.of(2026, 11, 27), place);
        var made = push(task).getFirst();
        var told = later(task, made.record(), "Send the corrected quote", Draft.Task.State.OPEN);
        var body = connector()
                .writes()
                .plan(account, List.of(told))
                .requests()
                .getFirst()
                .body();
        assertThat(String.valueOf(body)).doesNotContainIgnoringCase("status");
    }

    @Test
    void makesAContactAndAdoptsTheOneThatIsThereAlready() throws Exception {
        var fresh = new Draft.Person(
                new LinkKey(LinkKey.Kind.STAKEHOLDER, UUID.randomUUID()),
                null,
                "new.person@acmecorp.com",
                "New Person",
                "Buyer",
                null);
        var made = push(fresh).getFirst();
        assertThat(made).isInstanceOf(Written.Created.class);
        assertThat(person("new.person@acmecorp.com").ref()).isEqualTo(made.record());
        var again = push(fresh).getFirst();
        assertThat(again).isInstanceOf(Written.Adopted.class);
        assertThat(again.record()).isEqualTo(made.record());
    }

    @Test
    @Requirement("H-21")
    void writesAndReadsAContactField() throws Exception {
        var john = person("john@acmecorp.com");
        push(new Draft.Fields(
                new LinkKey(LinkKey.Kind.CONVERSATION, UUID.randomUUID()),
                CrmObject.CONTACT,
                john.ref(),
                Map.of(crm.contactField(), "Budget: 50,000 EUR")));
        assertThat(connector().lookups().values(account, john.ref(), List.of(crm.contactField())))
                .containsEntry(crm.contactField(), "Budget: 50,000 EUR");
    }

    @Test
    @Requirement("H-48")
    void leavesOutFieldsTheCrmDoesNotHaveAndSaysSo() throws Exception {
        var talk = like(talk(place("john@acmecorp.com")))
                .with(Map.of("No_Such_Field__c", "x"))
                .draft();
        var plan = connector().writes().plan(account, List.of(talk));
        assertThat(plan.requests().toString()).doesNotContain("No_Such_Field__c");
        assertThat(plan.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.message()).contains("No_Such_Field__c");
            assertThat(warning.words().code()).isEqualTo("field_not_writable");
            assertThat(warning.words().values()).containsEntry("field", "No_Such_Field__c");
        });
    }

    @Test
    @Requirement("H-38")
    void describesFieldsWithTypeLengthRequirednessAndChoices() throws Exception {
        var contact = connector().schemas().of(account, CrmObject.CONTACT, false);
        assertThat(contact.fields()).anyMatch(field -> field.type().equals("text") && field.length() > 0);
        var activity = connector().schemas().of(account, CrmObject.ACTIVITY, false);
        assertThat(activity.fields()).anyMatch(field -> !field.options().isEmpty());
        var before = provider().requests().size();
        connector().schemas().of(account, CrmObject.CONTACT, false);
        assertThat(provider().requests()).hasSize(before);
        connector().schemas().of(account, CrmObject.CONTACT, true);
        assertThat(provider().requests()).hasSizeGreaterThan(before);
    }

    @Test
    void looksBeforeTheFirstPushWhatIsMissing() throws Exception {
        assertThat(connector().checks().of(account))
                .isNotEmpty()
                .allSatisfy(check ->
                        assertThat(check.ok() || check.nextStep() != null).isTrue());
    }

    @Test
    void shortensWhatIsTooLongWithoutLosingTheLink() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var huge = like(talk)
                .titled("x".repeat(2_000))
                .saying("<b>&'\"".repeat(20_000))
                .draft();
        var written = push(huge).getFirst();
        assertThat(record(written.record().type(), written.record().id()).toString())
                .contains(talk.link().toString());
    }

    @Test
    void takesTextsOfAnyKindAsTheyAre() throws Exception {
        var odd = like(talk(place("john@acmecorp.com")))
                .titled("O'Brien \\ 100% \"sure\" \u0000 مرحبا 😀")
                .saying("Line one\r\nline 'two' \\\u0007")
                .noting("<script>alert(1)</script>")
                .draft();
        var written = push(odd).getFirst();
        assertThat(record(written.record().type(), written.record().id()).toString())
                .contains("O'Brien")
                .contains("مرحبا 😀");
    }
}
