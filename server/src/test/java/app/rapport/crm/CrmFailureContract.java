package app.rapport.crm;

import static app.rapport.crm.TalkDraft.like;
import static app.rapport.crm.TalkDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.crm.connector.Choice;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Written;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Fault.Kind;
import app.rapport.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every CRM connector must do when calls fail: say in words what happened, and never make a record twice. */
abstract class CrmFailureContract extends CrmContractBed {
    CrmFailureContract(Function<Sandbox, CrmUnderTest> crm) {
        super(crm);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "TRUNCATE"})
    @Requirement("H-15")
    void findsAgainWhatWasMadeWithoutAnAnswer(Kind kind) throws Exception {
        for (var form : Draft.Form.values()) {
            for (var chosen : forms(form).values()) {
                account = account(Map.of(forms(form).name(), chosen));
                var since = Instant.now();
                var talk = form == Draft.Form.CALL
                        ? like(talk(place("john@acmecorp.com"))).asCall().draft()
                        : talk(place("john@acmecorp.com"));
                var task = task("Send the quote", LocalDate.of(2026, 11, 27), talk.place());
                var plan = connector().writes().plan(account, List.of(talk, task));
                provider().fails(Fault.next(kind));
                var fault = failure(() ->
                        connector().writes().carryOut(account, plan.requests().getFirst()));
                assertThat(fault.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
                assertThat(fault.unknown()).isTrue();

                var found = connector().lookups().marked(account, talk, since);
                assertThat(found).as(form + " as " + chosen).hasSize(1);
                assertThat(push(talk.at(found.getFirst())).getFirst()).isInstanceOf(Written.Updated.class);
                assertThat(marked(talk.link())).isEqualTo(1);
            }
        }
    }

    private Choice forms(Draft.Form form) {
        var name = form == Draft.Form.CALL ? "callsAs" : "meetingsAs";
        return connector().choices().stream()
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What was written while the CRM knew the person by no address must be found once it does. */
    @Test
    @Requirement("H-15")
    void findsAgainWhatHungOnNobody() throws Exception {
        var since = Instant.now();
        var talk = talk(new Draft.Place(null, null, null, null));
        var made = push(talk).getFirst().record();
        var now = like(talk).movedTo(made, place("john@acmecorp.com"));
        assertThat(connector().lookups().marked(account, now, since)).containsExactly(made);
    }

    @Test
    void doesNotTakeAnotherTalkForThisOne() throws Exception {
        var since = Instant.now();
        var place = place("john@acmecorp.com");
        push(talk(place), task("Send the quote", LocalDate.of(2026, 11, 27), place));
        assertThat(connector().lookups().marked(account, talk(place), since)).isEmpty();
        assertThat(connector()
                        .lookups()
                        .marked(account, task("Send the quote", LocalDate.of(2026, 11, 27), place), since))
                .isEmpty();
    }

    @Test
    void saysWhichRecordIsGone() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var first = push(talk).getFirst();
        provider().fails(Fault.status(404).on("PATCH", "."));
        var fault = failure(() -> push(talk.at(first.record())));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.NOT_FOUND);
        assertThat(fault.gone()).containsExactly(talk.key());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 422, 429, 500, 502, 503})
    @Requirement("H-18")
    void sortsAnErrorAnswerAndSaysWhatToDo(int status) throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(Fault.status(status));
        var fault = failure(
                () -> connector().writes().carryOut(account, plan.requests().getFirst()));
        assertThat(fault.errorClass())
                .isEqualTo(
                        switch (status) {
                            case 401 -> ErrorClass.AUTH;
                            case 403 -> ErrorClass.CONFIGURATION;
                            case 409, 422 -> ErrorClass.VALIDATION;
                            case 429 -> ErrorClass.RATE;
                            default -> ErrorClass.TRANSIENT;
                        });
        assertThat(fault.message()).hasSizeGreaterThan(10).endsWith(".");
        assertThat(fault.nextStep()).hasSizeGreaterThan(10).endsWith(".");
        assertThat(fault.unknown()).isEqualTo(status >= 500);
    }

    @Test
    @Requirement("H-18")
    void obeysRetryAfter() throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(Fault.status(503).with("Retry-After", "7"));
        assertThat(failure(() -> connector()
                                .writes()
                                .carryOut(account, plan.requests().getFirst()))
                        .after())
                .isEqualTo(Duration.ofSeconds(7));
        provider().fails(Fault.status(429).with("Retry-After", "3"));
        var limited = failure(
                () -> connector().writes().carryOut(account, plan.requests().getFirst()));
        assertThat(limited.quiet()).isTrue();
        assertThat(limited.after()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    @Requirement("H-18")
    void obeysRetryAfterAsADateToo() throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        var later = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(90).atOffset(ZoneOffset.UTC));
        provider().fails(Fault.status(429).with("Retry-After", later));
        var limited = failure(
                () -> connector().writes().carryOut(account, plan.requests().getFirst()));
        assertThat(limited.after()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(91));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HANG", "RESET", "TRUNCATE", "HTML"})
    @Requirement("H-18")
    void sortsWhatIsNoAnswerAtAll(Kind kind) throws Exception {
        var plan = connector().writes().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(Fault.next(kind));
        var fault = failure(
                () -> connector().writes().carryOut(account, plan.requests().getFirst()));
        provider().faults().clear();
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
        assertThat(fault.unknown()).isTrue();
        assertThat(fault.message()).endsWith(".");
    }
}
