package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.connections.ProviderHttp;
import app.rapport.crm.connector.CompanyHint;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.DealHint;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.ErrorClass;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Written;
import app.rapport.sandbox.LoggedRequest;
import app.rapport.sandbox.ProviderHandle;
import app.rapport.sandbox.Sandbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What every CRM connector must do, whichever CRM it is for: run against the simulated one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Requirement({"H-16", "H-76"})
abstract class CrmConnectorContract {
    static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    final JsonMapper json = JsonMapper.builder().build();
    Sandbox sandbox = Sandbox.start(0);

    @Nullable
    CrmConnector made;

    CrmAccount account = account(Map.of());

    abstract ProviderHandle provider();

    abstract CrmConnector connector(ProviderHttp http);

    abstract String token();

    /** The record of this id, of the CRM's own kind, as {@code field → value}. */
    abstract ObjectNode record(String type, String id);

    abstract List<String> activityTypes();

    abstract String taskType();

    /** A word that tells an open from a finished task there. */
    abstract String taskStatus(JsonNode record);

    /** A text field of contacts this CRM has. */
    abstract String contactField();

    CrmConnector connector() {
        return java.util.Objects.requireNonNull(made);
    }

    static CrmAccount account(Map<String, String> options) {
        return new CrmAccount(UUID.randomUUID(), BERLIN, "4711", options);
    }

    @BeforeAll
    void startAll() {
        sandbox.reset();
    }

    @BeforeEach
    void connect() {
        sandbox.reset();
        made = connector(new PlainHttp(provider().baseUrl(), token()));
        account = account(Map.of());
    }

    @AfterEach
    void everythingSentWasRightByTheContract() {
        assertThat(provider().requests())
                .filteredOn(request -> !request.problems().isEmpty())
                .extracting(LoggedRequest::method, LoggedRequest::path, LoggedRequest::problems)
                .isEmpty();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    // --- finding

    @Test
    void findsPeopleByTheirAddressAndNobodyElse() throws Exception {
        var people = connector()
                .findPeople(
                        account,
                        List.of("JOHN@acmecorp.com".toLowerCase(java.util.Locale.ROOT), "nobody@acmecorp.com"));
        assertThat(people).extracting(RemotePerson::email).containsExactly("john@acmecorp.com");
        assertThat(people.getFirst().companyId()).isNotNull();
    }

    @Test
    void findsTheCompanyByPersonOrByDomainButNotByALongerOne() throws Exception {
        var john = person("john@acmecorp.com");
        var byPerson = connector()
                .findCompany(account, new CompanyHint(john, null, List.of()))
                .orElseThrow();
        var byDomain = connector()
                .findCompany(account, new CompanyHint(null, null, List.of("acmecorp.com")))
                .orElseThrow();
        assertThat(byDomain.id()).isEqualTo(byPerson.id());
        assertThat(connector().findCompany(account, new CompanyHint(null, null, List.of("corp.com"))))
                .isEmpty();
        assertThat(connector().findCompany(account, new CompanyHint(null, null, List.of("it's%_.com"))))
                .isEmpty();
    }

    @Test
    @Requirement("H-46")
    void findsTheOpenDealOfThePersonAndNoClosedOne() throws Exception {
        var john = person("john@acmecorp.com");
        var deal = connector().findOpenDeal(account, new DealHint(john, null)).orElseThrow();
        assertThat(deal.name()).isEqualTo("Acme rollout 2027");
        var hank = person("hank@globex.example");
        var globex = connector()
                .findCompany(account, new CompanyHint(hank, null, List.of()))
                .orElseThrow();
        assertThat(connector().findOpenDeal(account, new DealHint(hank, globex)))
                .isEmpty();
    }

    // --- writing

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
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        var before = provider().requests().size();
        for (var request : plan.requests()) {
            connector().carryOut(account, request);
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
        var again = push(retitled(talk, "Quarterly review, corrected").at(first.record()))
                .getFirst();
        assertThat(again).isInstanceOf(Written.Updated.class);
        assertThat(again.record()).isEqualTo(first.record());
        assertThat(activities()).isEqualTo(1);
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
        var open = record(taskType(), made.record().id());
        assertThat(open.toString()).contains("Send the quote").contains("2026-11-27");
        push(done(task, made.record()));
        var closed = record(taskType(), made.record().id());
        assertThat(taskStatus(closed)).isNotEqualTo(taskStatus(open)).isEqualToIgnoringCase("completed");
    }

    @Test
    void leavesTheStatePeopleGaveATaskThereAlone() throws Exception {
        var place = place("john@acmecorp.com");
        var task = task("Send the quote", LocalDate.of(2026, 11, 27), place);
        var made = push(task).getFirst();
        var told = new Draft.Task(
                task.key(),
                made.record(),
                "Send the corrected quote",
                task.ownerName(),
                task.due(),
                Draft.Task.State.OPEN,
                Draft.Task.State.OPEN,
                task.conversationTitle(),
                task.made(),
                task.link(),
                place,
                false);
        var body =
                connector().plan(account, List.of(told)).requests().getFirst().body();
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
                Map.of(contactField(), "Budget: 50,000 EUR")));
        assertThat(connector().read(account, john.ref(), List.of(contactField())))
                .containsEntry(contactField(), "Budget: 50,000 EUR");
    }

    @Test
    @Requirement("H-48")
    void leavesOutFieldsTheCrmDoesNotHaveAndSaysSo() throws Exception {
        var talk = talk(place("john@acmecorp.com"), Map.of("No_Such_Field__c", "x"));
        var plan = connector().plan(account, List.of(talk));
        assertThat(plan.requests().toString()).doesNotContain("No_Such_Field__c");
        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("No_Such_Field__c"));
    }

    @Test
    @Requirement("H-38")
    void describesFieldsWithTypeLengthRequirednessAndChoices() throws Exception {
        var contact = connector().schema(account, CrmObject.CONTACT, false);
        assertThat(contact.fields()).anyMatch(field -> field.type().equals("text") && field.length() > 0);
        var activity = connector().schema(account, CrmObject.ACTIVITY, false);
        assertThat(activity.fields()).anyMatch(field -> !field.options().isEmpty());
        var before = provider().requests().size();
        connector().schema(account, CrmObject.CONTACT, false);
        assertThat(provider().requests()).hasSize(before);
        connector().schema(account, CrmObject.CONTACT, true);
        assertThat(provider().requests()).hasSizeGreaterThan(before);
    }

    @Test
    void looksBeforeTheFirstPushWhatIsMissing() throws Exception {
        assertThat(connector().checks(account))
                .isNotEmpty()
                .allSatisfy(check ->
                        assertThat(check.ok() || check.nextStep() != null).isTrue());
    }

    @Test
    void shortensWhatIsTooLongWithoutLosingTheLink() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var huge = new Draft.Activity(
                talk.key(),
                null,
                talk.form(),
                "x".repeat(2_000),
                "<b>&'\"".repeat(20_000),
                List.of(),
                List.of(),
                List.of(),
                START,
                talk.duration(),
                talk.link(),
                talk.place(),
                false,
                Map.of());
        var written = push(huge).getFirst();
        assertThat(record(written.record().type(), written.record().id()).toString())
                .contains(talk.link().toString());
    }

    @Test
    void takesTextsOfAnyKindAsTheyAre() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var odd = new Draft.Activity(
                talk.key(),
                null,
                talk.form(),
                "O'Brien \\ 100% \"sure\" \u0000 مرحبا 😀",
                "Line one\r\nline 'two' \\\u0007",
                List.of("<script>alert(1)</script>"),
                List.of(),
                List.of(),
                START,
                talk.duration(),
                talk.link(),
                talk.place(),
                false,
                Map.of());
        var written = push(odd).getFirst();
        assertThat(record(written.record().type(), written.record().id()).toString())
                .contains("O'Brien")
                .contains("مرحبا 😀");
    }

    // --- never twice

    @ParameterizedTest
    @EnumSource(
            value = app.rapport.sandbox.Fault.Kind.class,
            names = {"DROP_AFTER_COMMIT", "TRUNCATE"})
    @Requirement("H-15")
    void findsAgainWhatWasMadeWithoutAnAnswer(app.rapport.sandbox.Fault.Kind kind) throws Exception {
        var since = Instant.now();
        var place = place("john@acmecorp.com");
        var talk = talk(place);
        var task = task("Send the quote", LocalDate.of(2026, 11, 27), place);
        var plan = connector().plan(account, List.of(talk, task));
        provider().fails(app.rapport.sandbox.Fault.next(kind));
        var fault = failure(() -> connector().carryOut(account, plan.requests().getFirst()));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
        assertThat(fault.unknown()).isTrue();
        var found = connector().lookFor(account, talk, since);
        assertThat(found).hasSize(1);
        assertThat(push(talk.at(found.getFirst())).getFirst()).isInstanceOf(Written.Updated.class);
        assertThat(activities()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAnotherTalkForThisOne() throws Exception {
        var since = Instant.now();
        var place = place("john@acmecorp.com");
        push(talk(place), task("Send the quote", LocalDate.of(2026, 11, 27), place));
        assertThat(connector().lookFor(account, talk(place), since)).isEmpty();
        assertThat(connector().lookFor(account, task("Send the quote", LocalDate.of(2026, 11, 27), place), since))
                .isEmpty();
    }

    @Test
    void saysWhichRecordIsGone() throws Exception {
        var talk = talk(place("john@acmecorp.com"));
        var first = push(talk).getFirst();
        provider().fails(app.rapport.sandbox.Fault.status(404).on("PATCH", "."));
        var fault = failure(() -> push(talk.at(first.record())));
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.NOT_FOUND);
        assertThat(fault.gone()).containsExactly(talk.key());
    }

    // --- everything that can go wrong, in words

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 422, 429, 500, 502, 503})
    @Requirement("H-18")
    void sortsAnErrorAnswerAndSaysWhatToDo(int status) throws Exception {
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(app.rapport.sandbox.Fault.status(status));
        var fault = failure(() -> connector().carryOut(account, plan.requests().getFirst()));
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
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(app.rapport.sandbox.Fault.status(503).with("Retry-After", "7"));
        assertThat(failure(() -> connector().carryOut(account, plan.requests().getFirst()))
                        .after())
                .isEqualTo(Duration.ofSeconds(7));
        provider().fails(app.rapport.sandbox.Fault.status(429).with("Retry-After", "3"));
        var limited =
                failure(() -> connector().carryOut(account, plan.requests().getFirst()));
        assertThat(limited.quiet()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = app.rapport.sandbox.Fault.Kind.class,
            names = {"HANG", "RESET", "TRUNCATE", "HTML"})
    @Requirement("H-18")
    void sortsWhatIsNoAnswerAtAll(app.rapport.sandbox.Fault.Kind kind) throws Exception {
        var plan = connector().plan(account, List.of(talk(place("john@acmecorp.com"))));
        provider().fails(app.rapport.sandbox.Fault.next(kind));
        var fault = failure(() -> connector().carryOut(account, plan.requests().getFirst()));
        provider().faults().clear();
        assertThat(fault.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
        assertThat(fault.unknown()).isTrue();
        assertThat(fault.message()).endsWith(".");
    }

    // --- pieces

    RemotePerson person(String email) throws CrmFailure {
        return connector().findPeople(account, List.of(email)).getFirst();
    }

    Place place(String email) throws CrmFailure {
        var person = person(email);
        var company = connector()
                .findCompany(account, new CompanyHint(person, null, List.of()))
                .orElse(null);
        var deal =
                connector().findOpenDeal(account, new DealHint(person, company)).orElse(null);
        return new Place(person, company, deal, null);
    }

    Draft.Activity talk(Place place) {
        return talk(place, Map.of());
    }

    Draft.Activity talk(Place place, Map<String, String> mapped) {
        var id = UUID.randomUUID();
        return new Draft.Activity(
                new LinkKey(LinkKey.Kind.CONVERSATION, id),
                null,
                Draft.Form.MEETING,
                "Quarterly review",
                "John wants to roll out in January.",
                List.of("Budget: 50,000 EUR"),
                List.of("Send the quote (Sam)"),
                List.of("John Smith", "Sam"),
                START,
                Duration.ofSeconds(1801),
                URI.create("http://localhost:3000/conversations/" + id),
                place,
                false,
                mapped);
    }

    static Draft.Activity call(Draft.Activity talk) {
        return new Draft.Activity(
                talk.key(),
                talk.remote(),
                Draft.Form.CALL,
                talk.title(),
                talk.summary(),
                talk.insights(),
                talk.actions(),
                talk.participants(),
                talk.start(),
                talk.duration(),
                talk.link(),
                talk.place(),
                false,
                talk.mapped());
    }

    static Draft.Activity retitled(Draft.Activity talk, String title) {
        return new Draft.Activity(
                talk.key(),
                talk.remote(),
                talk.form(),
                title,
                talk.summary(),
                talk.insights(),
                talk.actions(),
                talk.participants(),
                talk.start(),
                talk.duration(),
                talk.link(),
                talk.place(),
                false,
                talk.mapped());
    }

    static Draft.Task task(String title, @Nullable LocalDate due, Place place) {
        var id = UUID.randomUUID();
        return new Draft.Task(
                new LinkKey(LinkKey.Kind.ACTION_ITEM, id),
                null,
                title,
                "Sam",
                due,
                Draft.Task.State.OPEN,
                null,
                "Quarterly review",
                START,
                URI.create("http://localhost:3000/conversations/c#" + id),
                place,
                false);
    }

    static Draft.Task done(Draft.Task task, RemoteRef record) {
        return new Draft.Task(
                task.key(),
                record,
                task.title(),
                task.ownerName(),
                task.due(),
                Draft.Task.State.DONE,
                Draft.Task.State.OPEN,
                task.conversationTitle(),
                task.made(),
                task.link(),
                task.place(),
                false);
    }

    List<Written> push(Draft... drafts) throws CrmFailure {
        var written = new ArrayList<Written>();
        for (var request : connector().plan(account, List.of(drafts)).requests()) {
            written.addAll(connector().carryOut(account, request));
        }
        return written;
    }

    long activities() {
        return activityTypes().stream()
                .flatMap(type -> provider().records(type).stream())
                .filter(record -> record.toString().contains("/conversations/"))
                .count();
    }

    interface Attempt {
        void make() throws CrmFailure;
    }

    static Fault failure(Attempt attempt) {
        var caught = new ArrayList<Fault>();
        assertThatThrownBy(attempt::make).isInstanceOfSatisfying(CrmFailure.class, e -> caught.add(e.fault()));
        return caught.getFirst();
    }

    static Clock clock() {
        return Clock.systemUTC();
    }
}
