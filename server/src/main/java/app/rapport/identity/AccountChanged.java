package app.rapport.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something about an organisation's accounts changed. Published inside the change's own transaction and scope, so that the
 * audit log, which stands above this module, keeps it or the change does not happen.
 *
 * @param action as the audit log calls it: {@code user.role_changed}
 * @param actor who did it when nobody is signed in yet, as at sign-in itself
 */
public record AccountChanged(
        String action,
        String subjectType,
        String subjectId,
        Map<String, ?> details,
        @Nullable Actor actor) {
    public record Actor(UserId id, String name) {}
}
