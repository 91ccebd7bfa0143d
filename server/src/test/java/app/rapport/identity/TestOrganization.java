package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.test.web.servlet.client.RestTestClient;

/** One organisation of a test. Roles not named mean its administrator. */
public record TestOrganization(OrganizationId id, String name, Map<Role, TestUser> users, TestOrganizations tests) {

    public TestUser user(Role role) {
        return Objects.requireNonNull(users.get(role));
    }

    /** An HTTP client signed in as the user of this role. */
    public RestTestClient client(Role role) {
        return tests.signedIn(user(role));
    }

    public RestTestClient client(TestUser user) {
        return tests.signedIn(user);
    }

    /** One more user of this role. */
    public TestUser another(Role role) {
        return tests.another(id, role);
    }

    public RestTestClient admin() {
        return client(Role.ADMIN);
    }

    /** A new API key of the user of this role. */
    public String apiKey(Role role, Permission... scopes) {
        return tests.issueKey(id, user(role), "Test key", scopes);
    }

    /** An HTTP client that uses an API key. */
    public RestTestClient clientWithKey(String key) {
        return tests.withKey(key);
    }

    /** Runs the body in the organisation's scope and a transaction, as nobody in particular. */
    public <T> T in(Supplier<T> body) {
        return tests.in(id, body);
    }

    public void run(Runnable body) {
        in(() -> {
            body.run();
            return true;
        });
    }

    /** Runs the body as this user's request would: in the organisation's scope, a transaction, with {@link CurrentUser}. */
    public <T> T as(Role role, Supplier<T> body) {
        return tests.as(user(role), body);
    }
}
