package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.crm.connector.CompanyHint;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.DealHint;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.Fault;
import app.rapport.crm.connector.Prose;
import app.rapport.crm.connector.RemotePerson;
import app.rapport.crm.connector.Written;
import app.rapport.sandbox.LoggedRequest;
import app.rapport.sandbox.ProviderHandle;
import app.rapport.sandbox.Sandbox;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A connector and its simulated CRM, as it is at first before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrmContractBed {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    final Sandbox sandbox = Sandbox.start(0);
    final CrmUnderTest crm;
    CrmAccount account = account(Map.of());
    private @Nullable CrmConnector connector;

    CrmContractBed(Function<Sandbox, CrmUnderTest> crm) {
        this.crm = crm.apply(sandbox);
    }

    static CrmAccount account(Map<String, String> options) {
        return new CrmAccount(UUID.randomUUID(), BERLIN, "4711", options);
    }

    @BeforeEach
    void connect() {
        sandbox.reset();
        connector = crm.connector(new PlainHttp(provider().baseUrl(), crm.token()));
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

    CrmConnector connector() {
        return Objects.requireNonNull(connector);
    }

    ProviderHandle provider() {
        return crm.provider();
    }

    /** The record of this id, of the CRM's own kind. */
    ObjectNode record(String type, String id) {
        return provider().records(type).stream()
                .filter(row -> row.path(crm.idField()).asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    RemotePerson person(String email) throws CrmFailure {
        return connector().lookups().people(account, List.of(email)).getFirst();
    }

    Place place(String email) throws CrmFailure {
        var person = person(email);
        var lookups = connector().lookups();
        var company = lookups.company(account, new CompanyHint(person, null, List.of()))
                .orElse(null);
        var deal = lookups.openDeal(account, new DealHint(person, company)).orElse(null);
        return new Place(person, company, deal, null);
    }

    Draft.Activity talk(Place place) {
        return TalkDraft.at(place);
    }

    List<Written> push(Draft... drafts) throws CrmFailure {
        var written = new ArrayList<Written>();
        for (var request : connector().writes().plan(account, List.of(drafts)).requests()) {
            written.addAll(connector().writes().carryOut(account, request));
        }
        return written;
    }

    /** How many records there carry this link as their mark. */
    long marked(URI link) {
        return crm.writtenTypes().stream()
                .flatMap(type -> provider().records(type).stream())
                .filter(record -> Prose.carries(record.toString(), link.toString()))
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
}
