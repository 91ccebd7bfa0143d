package app.rapport.crm;

import static app.rapport.crm.TalkDraft.like;
import static app.rapport.crm.TalkDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Requirement({"H-02", "H-03"})
class SalesforceConnectorTest extends CrmConnectorContract {
    SalesforceConnectorTest() {
        super(SalesforceUnderTest::new);
    }

    @Test
    @Requirement({"H-43", "H-44", "H-45", "H-46", "H-47"})
    void anEventHasDayDurationContactDealAndType() throws Exception {
        var place = place("john@acmecorp.com");
        var event = record("Event", push(talk(place)).getFirst().record().id());
        assertThat(event.path("ActivityDate").asString()).isEqualTo("2026-11-20");
        assertThat(event.path("ActivityDateTime").asString()).startsWith("2026-11-20T09:00:00");
        assertThat(event.path("DurationInMinutes").asLong()).isEqualTo(31);
        assertThat(event.path("WhoId").asString())
                .isEqualTo(person("john@acmecorp.com").ref().id());
        assertThat(event.path("WhatId").asString()).startsWith("006");
        assertThat(event.path("Type").asString()).isEqualTo("Meeting");
    }

    @Test
    @Requirement("H-43")
    void theDayIsTheOneOfTheOrganisation() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var late = like(talk)
                .lasting(Instant.parse("2026-11-20T23:30:00Z"), Duration.ZERO)
                .draft();
        var event = record("Event", push(late).getFirst().record().id());
        assertThat(event.path("ActivityDate").asString()).isEqualTo("2026-11-21");
        assertThat(event.path("DurationInMinutes").asLong()).isEqualTo(1);
    }

    @Test
    @Requirement("H-46")
    void withoutAnOpenOpportunityItHangsOnTheAccount() throws Exception {
        var event = record(
                "Event",
                push(talk(place("hank@globex.example"))).getFirst().record().id());
        assertThat(event.path("WhatId").asString()).startsWith("001");
    }

    @Test
    @Requirement("H-45")
    void aLeadStandsAlone() throws Exception {
        var place = place("lena@initech.example");
        assertThat(place.person())
                .extracting(RemotePerson::ref)
                .extracting("type")
                .isEqualTo("Lead");
        var event = record("Event", push(talk(place)).getFirst().record().id());
        assertThat(event.path("WhoId").asString()).startsWith("00Q");
        assertThat(event.path("WhatId").isNull() || event.path("WhatId").isMissingNode())
                .isTrue();
    }

    @Test
    @Requirement("H-47")
    void aCallIsACompletedTask() throws Exception {
        var written =
                push(like(talk(place("john@acmecorp.com"))).asCall().draft()).getFirst();
        assertThat(written.record().type()).isEqualTo("Task");
        var task = record("Task", written.record().id());
        assertThat(task.path("Type").asString()).isEqualTo("Call");
        assertThat(task.path("TaskSubtype").asString()).isEqualTo("Call");
        assertThat(task.path("Status").asString()).isEqualTo("Completed");
        assertThat(task.path("CallDurationInSeconds").asLong()).isEqualTo(1801);
        assertThat(push(like(talk(place("john@acmecorp.com"))).asCall().draft().at(written.record()))
                        .getFirst())
                .isInstanceOf(Written.Updated.class);
    }

    @Test
    @Requirement("H-47")
    void anOrganisationMayLogMeetingsAsCompletedTasks() throws Exception {
        account = account(Map.of("meetingsAs", "task"));
        var written = push(talk(place("john@acmecorp.com"))).getFirst();
        var task = record("Task", written.record().id());
        assertThat(task.path("Status").asString()).isEqualTo("Completed");
        assertThat(task.path("Type").asString()).isEqualTo("Meeting");
        account = account(Map.of());
        assertThat(connector().checks().of(account))
                .anyMatch(check -> check.message().contains("no status"));
    }

    @Test
    @Requirement("H-48")
    void fillsTheCustomFieldsOnceTheyAreThere() throws Exception {
        var mapped = Map.of("Custom_Insights__c", "Budget: 50,000 EUR", "Custom_Actions__c", "Send the quote");
        assertThat(connector()
                        .writes()
                        .plan(
                                account,
                                List.of(like(talk(place("john@acmecorp.com")))
                                        .with(mapped)
                                        .draft()))
                        .warnings())
                .anyMatch(warning -> warning.message().contains("Custom_Insights__c"))
                .anyMatch(warning -> warning.message().contains("Custom_Actions__c"));
        for (var name : mapped.keySet()) {
            field("{\"object\":\"Event\",\"name\":\"" + name + "\",\"type\":\"textarea\"}");
        }
        connector().schemas().of(account, CrmObject.ACTIVITY, true);
        var event = record(
                "Event",
                push(like(talk(place("john@acmecorp.com"))).with(mapped).draft())
                        .getFirst()
                        .record()
                        .id());
        assertThat(event.path("Custom_Insights__c").asString()).isEqualTo("Budget: 50,000 EUR");
        assertThat(event.path("Custom_Actions__c").asString()).isEqualTo("Send the quote");
    }

    @Test
    void knowsItsRecordByAnExternalIdWhereTheOrgHasOne() throws Exception {
        field("{\"object\":\"Event\",\"name\":\"Rapport_Id__c\",\"externalId\":true}");
        var talk = talk(place("john@acmecorp.com"));
        var first = push(talk).getFirst();
        var second = push(talk).getFirst();
        assertThat(second.record()).isEqualTo(first.record());
        assertThat(marked(talk.link())).isEqualTo(1);
    }

    @Test
    @Requirement("H-42")
    void cutsADescriptionAt32000Characters() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var huge = like(talk).saying("word ".repeat(10_000)).draft();
        var description = record("Event", push(huge).getFirst().record().id())
                .path("Description")
                .asString();
        assertThat(description)
                .hasSizeLessThanOrEqualTo(32_000)
                .endsWith(talk.link().toString())
                .contains("…");
    }

    @Test
    void sendsTalkAndTasksAsOneUnitAndSplitsLongLists() throws Exception {
        var place = place("john@acmecorp.com");
        var drafts = new ArrayList<Draft>(List.of(talk(place)));
        IntStream.range(0, 30).forEach(i -> drafts.add(task("Step " + i, LocalDate.of(2026, 12, 1), place)));
        var plan = connector().writes().plan(account, drafts);
        assertThat(plan.requests())
                .hasSize(2)
                .allMatch(request -> request.path().endsWith("/composite"));
        assertThat(push(drafts.toArray(Draft[]::new))).hasSize(31);
    }

    @Test
    void oneRefusedTaskRefusesTheWhole() throws Exception {
        field("{\"object\":\"Task\",\"name\":\"Must__c\",\"required\":true}");
        var place = place("john@acmecorp.com");
        var talk = talk(place);
        var fault = failure(() -> push(talk, task("Send the quote", null, place)));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(fault.message()).contains("Must__c");
        assertThat(marked(talk.link())).isZero();
        provider().reset(); // the refusal was wanted
    }

    private void field(String definition) {
        new SalesforceUnderTest(sandbox).control("/fields", definition);
    }
}
