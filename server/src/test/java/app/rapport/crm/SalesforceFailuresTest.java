package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesforceFailuresTest extends CrmFailureContract {
    SalesforceFailuresTest() {
        super(SalesforceUnderTest::new);
    }

    @Test
    @Requirement("H-79")
    void keepsQuietLongerEachTimeTheOrgsCallsAreUsedUp() throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        for (var minutes : List.of(15, 30, 60, 120, 120)) {
            provider().fails(Fault.status(403).code("REQUEST_LIMIT_EXCEEDED"));
            var fault = failure(
                    () -> connector().writes().carryOut(account, plan.requests().getFirst()));
            assertThat(fault.errorClass()).isEqualTo(ErrorClass.RATE);
            assertThat(fault.quiet()).isTrue();
            assertThat(fault.after()).isEqualTo(Duration.ofMinutes(minutes));
        }
    }
}
