package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.net.http.HttpClient;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes organisations for tests: one user of each role, each with a signed-in HTTP client. Inject it. */
@Component
public class TestOrganizations {
    /** Every test user's password. */
    public static final String PASSWORD = "correct horse battery";

    /** A client that takes every answer as it is; others on the class path wait and try again by themselves. */
    private static final JdkClientHttpRequestFactory HTTP = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    private final Accounts accounts;
    private final Founding founding;
    private final Sessions sessions;
    private final Callers callers;
    private final TransactionTemplate transaction;
    private final Environment environment;
    private final String hash;

    TestOrganizations(
            Accounts accounts,
            Founding founding,
            Sessions sessions,
            Callers callers,
            Passwords passwords,
            TransactionTemplate transaction,
            Environment environment) {
        this.accounts = accounts;
        this.founding = founding;
        this.sessions = sessions;
        this.callers = callers;
        this.transaction = transaction;
        this.environment = environment;
        this.hash = passwords.hash(PASSWORD);
    }

    /** A new organisation in Europe/Berlin with one user of each role. */
    public TestOrganization create(String name) {
        var id = accounts.found(name, ZoneId.of("Europe/Berlin"), 1_000_000);
        var users = new EnumMap<Role, TestUser>(Role.class);
        for (var role : Role.values()) {
            users.put(role, Tenancy.in(id, () -> transaction.execute(status -> add(role))));
        }
        return new TestOrganization(id, name, users, this);
    }

    TestUser another(OrganizationId organization, Role role) {
        return in(organization, () -> add(role));
    }

    public TestOrganization create() {
        return create("Test organisation");
    }

    /** A client nobody is signed in with. */
    public RestTestClient anonymous() {
        return RestTestClient.bindToServer(HTTP).baseUrl(baseUrl()).build();
    }

    /** Where the application under test answers, without a trailing slash. */
    public String baseUrl() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    private TestUser add(Role role) {
        var email = role.word() + "-" + UUID.randomUUID() + "@rapport.example";
        var name = "Test " + role.word();
        var id = founding.add(name, new EmailAddress(email), role, hash);
        return new TestUser(id, name, email, role, sessions.open(id, new Client("127.0.0.1", "test")));
    }

    RestTestClient signedIn(TestUser user) {
        return RestTestClient.bindToServer(HTTP)
                .baseUrl(baseUrl())
                .defaultHeader(HttpHeaders.COOKIE, user.cookie())
                .build();
    }

    /** A client that holds this session's token. */
    RestTestClient withCookie(String token) {
        return RestTestClient.bindToServer(HTTP)
                .baseUrl(baseUrl())
                .defaultHeader(HttpHeaders.COOKIE, SessionCookie.NAME + "=" + token)
                .build();
    }

    RestTestClient withKey(String key) {
        return RestTestClient.bindToServer(HTTP)
                .baseUrl(baseUrl())
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key)
                .build();
    }

    String issueKey(OrganizationId organization, TestUser user, String name, Permission... scopes) {
        return Tenancy.in(organization, () -> accounts.issueKey(user.id(), name, java.util.Set.of(scopes)));
    }

    <T> T as(TestUser user, Supplier<T> body) {
        return callers.bySession(user.token()).orElseThrow().call(() -> transaction.execute(status -> body.get()));
    }

    <T> T in(OrganizationId organization, Supplier<T> body) {
        return Tenancy.in(organization, () -> transaction.execute(status -> body.get()));
    }
}
