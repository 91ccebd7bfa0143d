package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.Written;
import app.rapport.crm.salesforce.Salesforce;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.ProviderHandle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Requirement({"H-02", "H-03"})
class SalesforceConnectorTest extends CrmConnectorContract {
    @Override
    ProviderHandle provider() {
        return sandbox.salesforce();
    }

    @Override
    CrmConnector connector(ProviderHttp http) {
        return new Salesforce(http, json, clock());
    }

    @Override
    String token() {
        return control("POST", "/tokens", "{}").path("accessToken").asString();
    }

    @Override
    ObjectNode record(String type, String id) {
        return provider().records(type).stream()
                .filter(row -> row.path("Id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    List<String> activityTypes() {
        return List.of("Event");
    }

    @Override
    String taskType() {
        return "Task";
    }

    @Override
    String taskStatus(JsonNode record) {
        return record.path("Status").asString();
    }

    @Override
    String contactField() {
        return "Description";
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
        var late = new Draft.Activity(
                talk.key(),
                null,
                talk.form(),
                talk.title(),
                talk.summary(),
                List.of(),
                List.of(),
                List.of(),
                java.time.Instant.parse("2026-11-20T23:30:00Z"),
                Duration.ZERO,
                talk.link(),
                talk.place(),
                false,
                Map.of());
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
        var written = push(call(talk(place("john@acmecorp.com")))).getFirst();
        assertThat(written.record().type()).isEqualTo("Task");
        var task = record("Task", written.record().id());
        assertThat(task.path("Type").asString()).isEqualTo("Call");
        assertThat(task.path("TaskSubtype").asString()).isEqualTo("Call");
        assertThat(task.path("Status").asString()).isEqualTo("Completed");
        assertThat(task.path("CallDurationInSeconds").asLong()).isEqualTo(1801);
        assertThat(push(call(talk(place("john@acmecorp.com"))).at(written.record()))
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
        assertThat(connector()
                        .plan(account, List.of(talk(place("john@acmecorp.com"))))
                        .warnings())
                .anyMatch(warning -> warning.contains("no status"));
    }

    @Test
    @Requirement("H-48")
    void fillsTheCustomFieldsOnceTheyAreThere() throws Exception {
        var mapped = Map.of("Custom_Insights__c", "Budget: 50,000 EUR", "Custom_Actions__c", "Send the quote");
        assertThat(connector()
                        .plan(account, List.of(talk(place("john@acmecorp.com"), mapped)))
                        .warnings())
                .anyMatch(warning -> warning.contains("Custom_Insights__c"))
                .anyMatch(warning -> warning.contains("Custom_Actions__c"));
        for (var name : mapped.keySet()) {
            control("POST", "/fields", "{\"object\":\"Event\",\"name\":\"" + name + "\",\"type\":\"textarea\"}");
        }
        connector().schema(account, app.rapport.crm.connector.CrmObject.ACTIVITY, true);
        var event = record(
                "Event",
                push(talk(place("john@acmecorp.com"), mapped))
                        .getFirst()
                        .record()
                        .id());
        assertThat(event.path("Custom_Insights__c").asString()).isEqualTo("Budget: 50,000 EUR");
        assertThat(event.path("Custom_Actions__c").asString()).isEqualTo("Send the quote");
    }

    @Test
    void knowsItsRecordByAnExternalIdWhereTheOrgHasOne() throws Exception {
        control("POST", "/fields", "{\"object\":\"Event\",\"name\":\"Rapport_Id__c\",\"externalId\":true}");
        var talk = talk(place("john@acmecorp.com"));
        var first = push(talk).getFirst();
        var second = push(talk).getFirst();
        assertThat(second.record()).isEqualTo(first.record());
        assertThat(activities()).isEqualTo(1);
    }

    @Test
    @Requirement("H-42")
    void cutsADescriptionAt32000Characters() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var huge = new Draft.Activity(
                talk.key(),
                null,
                talk.form(),
                talk.title(),
                "word ".repeat(10_000),
                List.of(),
                List.of(),
                List.of(),
                START,
                talk.duration(),
                talk.link(),
                talk.place(),
                false,
                Map.of());
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
        var drafts = new java.util.ArrayList<Draft>(List.of(talk(place)));
        IntStream.range(0, 30).forEach(i -> drafts.add(task("Step " + i, LocalDate.of(2026, 12, 1), place)));
        var plan = connector().plan(account, drafts);
        assertThat(plan.requests())
                .hasSize(2)
                .allMatch(request -> request.path().endsWith("/composite"));
        assertThat(push(drafts.toArray(Draft[]::new))).hasSize(31);
    }

    @Test
    void oneRefusedTaskRefusesTheWhole() throws Exception {
        control("POST", "/fields", "{\"object\":\"Task\",\"name\":\"Must__c\",\"required\":true}");
        var place = place("john@acmecorp.com");
        var fault = failure(() -> push(talk(place), task("Send the quote", null, place)));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(fault.message()).contains("Must__c");
        assertThat(activities()).isZero();
        provider().reset(); // the refusal was wanted
    }

    @Test
    @Requirement("H-79")
    void keepsQuietLongerEachTimeTheOrgsCallsAreUsedUp() throws Exception {
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        for (var minutes : List.of(15, 30, 60, 120, 120)) {
            provider().fails(Fault.status(403).code("REQUEST_LIMIT_EXCEEDED"));
            var fault =
                    failure(() -> connector().carryOut(account, plan.requests().getFirst()));
            assertThat(fault.errorClass()).isEqualTo(ErrorClass.RATE);
            assertThat(fault.quiet()).isTrue();
            assertThat(fault.after()).isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    private JsonNode control(String method, String path, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/control/salesforce" + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isLessThan(300);
            return json.readTree(answer.body());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
