package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes organisations, people and keys where no person is at the keyboard: the demo, and tests. */
public interface Accounts {
    /** @param hourlyApiLimit null for the installation's default */
    OrganizationId found(String name, ZoneId zone, @Nullable Integer hourlyApiLimit);

    /** Adds a person to the organisation in scope. */
    UserId add(String name, String email, Role role, String password);

    /** Gives a person of the organisation in scope an API key; the answer is the key, which is not kept. */
    String issueKey(UserId user, String name, Set<Permission> scopes);

    /** Changes how the interface speaks to a person. */
    void speak(UserId user, String locale);
}
