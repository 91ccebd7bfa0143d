package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.hubspot.Hubspot;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.ProviderHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Requirement("H-03")
class HubspotConnectorTest extends CrmConnectorContract {
    @Override
    ProviderHandle provider() {
        return sandbox.hubspot();
    }

    @Override
    CrmConnector connector(ProviderHttp http) {
        return new Hubspot(http, json, clock());
    }

    @Override
    String token() {
        return sandbox.hubspot().serviceKey();
    }

    @Override
    ObjectNode record(String type, String id) {
        return provider().records(type).stream()
                .filter(row -> row.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    List<String> activityTypes() {
        return List.of("meetings", "calls");
    }

    @Override
    String taskType() {
        return "tasks";
    }

    @Override
    String taskStatus(JsonNode record) {
        return record.path("properties").path("hs_task_status").asString();
    }

    @Override
    String contactField() {
        return "jobtitle";
    }

    @Test
    @Requirement({"H-50", "H-52"})
    void aMeetingHasTimesOutcomeAndEscapedText() throws Exception {
        var talk = retitled(talk(place("john@acmecorp.com")), "Review <b>&</b>");
        var meeting = record("meetings", push(talk).getFirst().record().id()).path("properties");
        assertThat(meeting.path("hs_meeting_title").asString()).isEqualTo("Review <b>&</b>");
        assertThat(meeting.path("hs_meeting_outcome").asString()).isEqualTo("COMPLETED");
        var start = Instant.parse(meeting.path("hs_meeting_start_time").asString());
        var end = Instant.parse(meeting.path("hs_meeting_end_time").asString());
        assertThat(Instant.parse(meeting.path("hs_timestamp").asString()))
                .isEqualTo(start)
                .isEqualTo(START);
        assertThat(Duration.between(start, end)).isEqualTo(talk.duration());
        assertThat(meeting.path("hs_meeting_body").asString())
                .contains("<li>Budget: 50,000 EUR</li>")
                .doesNotContain("<script");
    }

    @Test
    @Requirement("H-52")
    void aCallHasItsDurationInMilliseconds() throws Exception {
        var call = record(
                "calls",
                push(call(talk(place("john@acmecorp.com")))).getFirst().record().id());
        assertThat(call.path("properties").path("hs_call_duration").asString()).isEqualTo("1801000");
        assertThat(call.path("properties").path("hs_call_status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    @Requirement("H-51")
    void hangsOnContactCompanyAndDeal() throws Exception {
        var place = place("john@acmecorp.com");
        var meeting = record("meetings", push(talk(place)).getFirst().record().id());
        assertThat(meeting.toString())
                .contains("\"typeId\":200")
                .contains("\"typeId\":188")
                .contains("\"typeId\":212");
    }

    @Test
    void hangsOnAContactThatCameToBeKnownLater() throws Exception {
        var nowhere = new app.rapport.crm.connector.Draft.Place(null, null, null, null);
        var talk = talk(nowhere);
        var made = push(talk).getFirst();
        var moved = new app.rapport.crm.connector.Draft.Activity(
                talk.key(),
                made.record(),
                talk.form(),
                talk.title(),
                talk.summary(),
                List.of(),
                List.of(),
                List.of(),
                START,
                talk.duration(),
                talk.link(),
                place("john@acmecorp.com"),
                true,
                Map.of());
        push(moved);
        assertThat(record("meetings", made.record().id()).toString()).contains("\"typeId\":200");
    }

    @Test
    @Requirement("H-80")
    void waitsAsLongAsTheLimitItMetLasts() throws Exception {
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        for (var limit : Map.of("TEN_SECONDLY_ROLLING", 10, "SECONDLY", 1).entrySet()) {
            provider().fails(Fault.status(429).code(limit.getKey()));
            var fault =
                    failure(() -> connector().carryOut(account, plan.requests().getFirst()));
            assertThat(fault.errorClass()).isEqualTo(ErrorClass.RATE);
            assertThat(fault.quiet()).isTrue();
            assertThat(fault.after()).isEqualTo(Duration.ofSeconds(limit.getValue()));
        }
        provider().fails(Fault.status(429).code("DAILY"));
        assertThat(failure(() -> connector().carryOut(account, plan.requests().getFirst()))
                        .after())
                .isBetween(Duration.ZERO, Duration.ofHours(1));
        provider().fails(Fault.status(477).with("Retry-After", "120"));
        assertThat(failure(() -> connector().carryOut(account, plan.requests().getFirst()))
                        .after())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    @Requirement("H-18")
    void namesTheScopesThatAreMissing() throws Exception {
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(Fault.status(403).code("MISSING_SCOPES"));
        var fault = failure(() -> connector().carryOut(account, plan.requests().getFirst()));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.CONFIGURATION);
        assertThat(fault.code()).isEqualTo("MISSING_SCOPES");
    }
}
