package app.rapport.demo;

import app.rapport.demo.DemoLogins.Login;
import app.rapport.identity.Accounts;
import app.rapport.identity.Organizations;
import app.rapport.identity.Role;
import app.rapport.identity.Users;
import app.rapport.platform.NodeRole;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads the demo's organisations, once per data folder. People and organisations are made here; everything else goes through
 * the public API, as a visitor would do it.
 */
class DemoData {
    private static final Logger log = LoggerFactory.getLogger(DemoData.class);
    private static final String ACORN = "Acorn Works";
    private static final String OTHER = "Other Ltd";
    /** So many requests an hour that no script that tries the demo out meets the limit. */
    private static final int API_LIMIT = 10_000_000;

    /** The people of the first organisation, and the second one's admin. */
    private static final List<Person> PEOPLE = List.of(
            new Person(ACORN, Role.ADMIN, "Ada", "ada@acornworks.example", "en"),
            new Person(ACORN, Role.CSM, "Carl", "carl@acornworks.example", "en"),
            new Person(ACORN, Role.LEADER, "Lea", "lea@acornworks.example", "en"),
            new Person(ACORN, Role.REP, "Sam", "sam@acornworks.example", "en"),
            new Person(ACORN, Role.COORDINATOR, "Olga", "olga@acornworks.example", "en"),
            new Person(ACORN, Role.INSTRUCTOR, "Ines", "ines@acornworks.example", "en"),
            new Person(ACORN, Role.LEARNER, "Noor", "noor@acornworks.example", "ar"),
            new Person(ACORN, Role.AGENCY, "Omar", "omar@acornworks.example", "en"),
            new Person(ACORN, Role.DEVELOPER, "Dev", "dev@acornworks.example", "en"),
            new Person(OTHER, Role.ADMIN, "Otto", "otto@other.example", "en"));

    private record Person(String organization, Role role, String name, String email, String locale) {}

    private final Accounts accounts;
    private final Organizations organizations;
    private final Users users;
    private final TransactionTemplate transaction;
    private final DemoLogins logins;
    private final DemoFilm film;
    private final DemoVoices voices;
    private final DemoClasses classes;
    private final WebServerApplicationContext server;
    private final JsonMapper json;
    private final Clock clock;
    private volatile boolean ready;

    DemoData(
            Accounts accounts,
            Organizations organizations,
            Users users,
            TransactionTemplate transaction,
            DemoLogins logins,
            DemoFilm film,
            DemoVoices voices,
            DemoClasses classes,
            WebServerApplicationContext server,
            JsonMapper json,
            Clock clock) {
        this.accounts = accounts;
        this.organizations = organizations;
        this.users = users;
        this.transaction = transaction;
        this.logins = logins;
        this.film = film;
        this.voices = voices;
        this.classes = classes;
        this.server = server;
        this.json = json;
        this.clock = clock;
    }

    boolean ready() {
        return ready;
    }

    @EventListener(value = ApplicationReadyEvent.class, condition = NodeRole.DOES_ALL)
    void load() {
        if (logins.exist() && !organizations.organizations().isEmpty()) {
            ready = true;
            return;
        }
        // Not on the main thread: the server answers while its demo data arrives.
        Thread.ofVirtual().name("demo-data").start(() -> {
            try {
                write();
                ready = true;
            } catch (Exception e) {
                log.error("The demo data could not be loaded. Remove the data folder and start again.", e);
            }
        });
    }

    private void write() throws Exception {
        var people = people();
        var admin = visitor(people, Role.ADMIN);
        var carl = admin.user("carl@acornworks.example");
        var acme = admin.customer(
                "Acme Corp",
                "acmecorp.com",
                Map.of(
                        "segment",
                        "enterprise",
                        "lifecycle",
                        "active",
                        "region",
                        "EU",
                        "ownerId",
                        carl,
                        "renewalDate",
                        renewal(80)));
        admin.stakeholder(acme, "John Smith", "john@acmecorp.com", "Head of operations");
        admin.stakeholder(acme, "Mia Wong", "mia@acmecorp.com", "Project lead");
        admin.customer(
                "Globex",
                "globex.example",
                Map.of(
                        "segment",
                        "mid-market",
                        "lifecycle",
                        "onboarding",
                        "region",
                        "US",
                        "ownerId",
                        carl,
                        "renewalDate",
                        renewal(240)));
        admin.signIn(people.getFirst().email(), people.getFirst().password());
        admin.connectByConsent("salesforce");
        admin.connectByConsent("hubspot");
        admin.showInsightsAtContacts("salesforce", "Description");
        admin.showInsightsAtContacts("hubspot", "message");
        conversations(people);
        voices.show(admin);
        classes.show(visitor(people, Role.COORDINATOR));
        logins.write(people);
        film.show(admin, acme);
    }

    /** Two talks that wait for review: what is pressed first is Complete, and then both CRMs hear of them. */
    private void conversations(List<Login> people) throws Exception {
        var now = clock.instant();
        visitor(people, Role.CSM)
                .conversation(
                        "Onboarding check-in",
                        "zoom",
                        now.minus(Duration.ofHours(3)),
                        List.of(
                                Map.of("name", "Carl", "email", "carl@acornworks.example"),
                                Map.of("name", "Mia Wong", "email", "mia@acmecorp.com")),
                        transcript("onboarding-check-in.vtt"));
        visitor(people, Role.REP)
                .conversation(
                        "Second phase",
                        "upload",
                        now.minus(Duration.ofHours(26)),
                        List.of(
                                Map.of("name", "Sam", "email", "sam@acornworks.example"),
                                Map.of("name", "John Smith", "email", "john@acmecorp.com")),
                        transcript("second-phase.vtt"));
    }

    /** The first organisation's person of that role, with an API key. */
    private DemoVisitor visitor(List<Login> people, Role role) {
        var login = people.stream()
                .filter(person -> person.role().equals(role.word()))
                .findFirst()
                .orElseThrow();
        return new DemoVisitor(
                "http://localhost:"
                        + Objects.requireNonNull(server.getWebServer()).getPort(),
                login.apiKey(),
                json);
    }

    private static String transcript(String file) throws IOException {
        try (var in = Objects.requireNonNull(DemoData.class.getResourceAsStream("/demo/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Makes the organisations and people that are not there yet; a start that was killed midway goes on where it was. */
    private List<Login> people() throws IOException {
        var chosen = logins.unfinished();
        if (chosen.isEmpty()) {
            chosen = PEOPLE.stream()
                    .map(person -> new Login(person.role().word(), person.name(), person.email(), password(), "", ""))
                    .toList();
            logins.begin(chosen);
        }
        var passwords = chosen;
        var made = new ArrayList<Login>();
        for (var organization : List.of(ACORN, OTHER)) {
            var id = organization(organization);
            // Passwords are dear to hash: on all cores.
            made.addAll(IntStream.range(0, PEOPLE.size())
                    .filter(i -> PEOPLE.get(i).organization().equals(organization))
                    .parallel()
                    .mapToObj(i -> person(id, PEOPLE.get(i), passwords.get(i)))
                    .toList());
        }
        return made;
    }

    private OrganizationId organization(String name) {
        return organizations.organizations().stream()
                .filter(id ->
                        Tenancy.in(id, () -> organizations.current().name()).equals(name))
                .findFirst()
                .orElseGet(() -> accounts.found(name, ZoneId.of("Europe/Berlin"), API_LIMIT));
    }

    private Login person(OrganizationId organization, Person person, Login chosen) {
        return Tenancy.in(
                organization,
                () -> transaction.execute(status -> {
                    var id = users.byEmail(person.email())
                            .map(Users.User::id)
                            .orElseGet(() ->
                                    accounts.add(person.name(), person.email(), person.role(), chosen.password()));
                    accounts.speak(id, person.locale());
                    var key = accounts.issueKey(id, "Demo", person.role().permissions());
                    return new Login(
                            chosen.role(),
                            chosen.name(),
                            chosen.email(),
                            chosen.password(),
                            key,
                            organization.toString());
                }));
    }

    private String renewal(int days) {
        return LocalDate.now(clock).plusDays(days).toString();
    }

    private static String password() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
