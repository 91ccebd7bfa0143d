package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesforceCompositeTest {
    private static final String DATA = "/services/data/v66.0";

    private final Sandbox sandbox = Sandbox.start(0);
    private final Caller control = new Caller(sandbox.baseUrl() + "/control", null);
    private Caller api = control;

    @BeforeAll
    void connect() throws Exception {
        var token = control.post("/salesforce/tokens", "{}").json();
        api = new Caller(sandbox.salesforce().baseUrl(), Json.text(token, "accessToken"));
    }

    @BeforeEach
    void reset() {
        sandbox.reset();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void writesAnEventAndItsTasksAsOneCall() throws Exception {
        var answer = api.post(DATA + "/composite", """
                {"allOrNone":true,"compositeRequest":[
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"company","body":{"Name":"Initech"}},
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Event","referenceId":"talk",
                  "body":{"Subject":"x","ActivityDateTime":"2026-11-20T09:00:00Z","DurationInMinutes":5,"WhatId":"@{company.id}"}},
                 {"method":"GET","url":"/services/data/v66.0/query?q=SELECT+Id+FROM+Event+WHERE+Id='@{talk.id}'","referenceId":"again"}]}""");

        assertThat(answer.status()).isEqualTo(200);
        var parts = answer.json().path("compositeResponse");
        assertThat(parts.path(0).path("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(parts.path(2).path("body").path("totalSize").asInt()).isEqualTo(1);
        assertThat(Json.text(sandbox.salesforce().records("Event").getFirst(), "WhatId"))
                .isEqualTo(Json.text(parts.path(0).path("body"), "id"));
        assertThat(answer.header("Sforce-Limit-Info")).startsWith("api-usage=1/");
    }

    @Test
    void takesEverythingBackWhenOnePartFails() throws Exception {
        var answer = api.post(DATA + "/composite", """
                {"allOrNone":true,"compositeRequest":[
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Task","referenceId":"one","body":{"Subject":"a"}},
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Task","referenceId":"two","body":{"Status":"Nonsense"}},
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Task","referenceId":"three","body":{"Subject":"c"}}]}""");

        assertThat(answer.status()).isEqualTo(200);
        var parts = answer.json().path("compositeResponse");
        assertThat(Json.text(parts.path(0).path("body").path(0), "errorCode")).isEqualTo("PROCESSING_HALTED");
        assertThat(Json.text(parts.path(1).path("body").path(0), "errorCode"))
                .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(Json.text(parts.path(2).path("body").path(0), "errorCode")).isEqualTo("PROCESSING_HALTED");
        assertThat(parts.path(2).path("httpStatusCode").asInt()).isEqualTo(400);
        assertThat(sandbox.salesforce().records("Task")).isEmpty();
    }

    @Test
    void goesOnWithoutAllOrNoneButStopsWhatDependsOnAFailure() throws Exception {
        var answer = api.post(DATA + "/composite", """
                {"compositeRequest":[
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{}},
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"b","body":{"LastName":"x","AccountId":"@{a.id}"}},
                 {"method":"POST","url":"/services/data/v66.0/sobjects/Task","referenceId":"c","body":{"Subject":"c"}}]}""");

        var parts = answer.json().path("compositeResponse");
        assertThat(Json.text(parts.path(1).path("body").path(0), "errorCode")).isEqualTo("PROCESSING_HALTED");
        assertThat(parts.path(2).path("httpStatusCode").asInt()).isEqualTo(201);
        assertThat(sandbox.salesforce().records("Task")).hasSize(1);
    }

    @Test
    void refusesMoreThanTwentyFivePartsAndTwoOfOneName() throws Exception {
        var part =
                "{\"method\":\"POST\",\"url\":\"/services/data/v66.0/sobjects/Task\",\"referenceId\":\"r%d\",\"body\":{}}";
        var parts = new StringBuilder();
        for (var i = 0; i < 26; i++) {
            parts.append(i == 0 ? "" : ",").append(part.formatted(i));
        }
        assertThat(api.post(DATA + "/composite", "{\"compositeRequest\":[" + parts + "]}")
                        .status())
                .isEqualTo(400);
        var twice = part.formatted(1) + "," + part.formatted(1);
        assertThat(api.post(DATA + "/composite", "{\"allOrNone\":true,\"compositeRequest\":[" + twice + "]}")
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.salesforce().records("Task")).isEmpty();
    }

    @Test
    void answersEachRecordOfACollectionInItsPlace() throws Exception {
        var answer = api.post(DATA + "/composite/sobjects", """
                {"allOrNone":false,"records":[
                 {"attributes":{"type":"Task"},"Subject":"a"},
                 {"attributes":{"type":"Contact"},"FirstName":"nobody"},
                 {"attributes":{"type":"Lead"},"LastName":"b","Company":"c"}]}""");

        assertThat(answer.status()).isEqualTo(200);
        var results = answer.json();
        assertThat(results.path(0).path("success").asBoolean()).isTrue();
        assertThat(Json.text(results.path(1).path("errors").path(0), "statusCode"))
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(results.path(2).path("success").asBoolean()).isTrue();

        var task = Json.text(results.path(0), "id");
        var changed = api.patch(DATA + "/composite/sobjects", """
                {"allOrNone":true,"records":[
                 {"attributes":{"type":"Task"},"Id":"%s","Status":"Completed"},
                 {"attributes":{"type":"Task"},"Id":"00TSb0zzzzzzzzz","Status":"Completed"}]}""".formatted(task));
        assertThat(Json.text(changed.json().path(0).path("errors").path(0), "statusCode"))
                .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(Json.text(sandbox.salesforce().records("Task").getFirst(), "Status"))
                .isEqualTo("Not Started");
        assertThat(api.delete(DATA + "/composite/sobjects?ids=" + task)
                        .json()
                        .path(0)
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(sandbox.salesforce().records("Task")).isEmpty();
    }
}
