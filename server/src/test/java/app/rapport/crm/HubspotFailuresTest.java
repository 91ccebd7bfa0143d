package app.rapport.crm;

import static app.rapport.crm.TalkDraft.like;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubspotFailuresTest extends CrmFailureContract {
    HubspotFailuresTest() {
        super(HubspotUnderTest::new);
    }

    @Test
    @Requirement("H-80")
    void waitsAsLongAsTheLimitItMetLasts() throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        for (var limit : Map.of("TEN_SECONDLY_ROLLING", 10, "SECONDLY", 1).entrySet()) {
            provider().fails(Fault.status(429).code(limit.getKey()));
            var fault = failure(
                    () -> connector().writes().carryOut(account, plan.requests().getFirst()));
            assertThat(fault.errorClass()).isEqualTo(ErrorClass.RATE);
            assertThat(fault.quiet()).isTrue();
            assertThat(fault.after()).isEqualTo(Duration.ofSeconds(limit.getValue()));
        }
        provider().fails(Fault.status(429).code("DAILY"));
        assertThat(failure(() -> connector()
                                .writes()
                                .carryOut(account, plan.requests().getFirst()))
                        .after())
                .isBetween(Duration.ZERO, Duration.ofHours(1));
        provider().fails(Fault.status(477).with("Retry-After", "120"));
        assertThat(failure(() -> connector()
                                .writes()
                                .carryOut(account, plan.requests().getFirst()))
                        .after())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    @Requirement("H-18")
    void namesTheScopesThatAreMissing() throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(Fault.status(403).code("MISSING_SCOPES"));
        var fault = failure(
                () -> connector().writes().carryOut(account, plan.requests().getFirst()));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.CONFIGURATION);
        assertThat(fault.code()).isEqualTo("MISSING_SCOPES");
    }

    @Test
    @Requirement("H-18")
    void aPropertySomebodyRemovedIsAMatterForTheMappings() throws Exception {
        var mapped = like(talk(place("john@acmecorp.com")))
                .with(Map.of("hs_internal_meeting_notes", "Budget: 50,000 EUR"))
                .draft();
        var plan = connector().writes().plan(account, List.of(mapped));
        provider().fails(Fault.status(400).body("""
                        {"status": "error", "category": "VALIDATION_ERROR", "message": "Property values were not valid",
                         "errors": [{"message": "Property “hs_internal_meeting_notes” does not exist", "code": "PROPERTY_DOESNT_EXIST"}]}"""));
        var fault = failure(
                () -> connector().writes().carryOut(account, plan.requests().getFirst()));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.CONFIGURATION);
        assertThat(fault.message()).contains("hs_internal_meeting_notes");
        assertThat(fault.nextStep()).contains("mappings");
    }
}
