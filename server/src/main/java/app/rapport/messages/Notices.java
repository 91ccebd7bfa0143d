package app.rapport.messages;

import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Raises notices in the app. In the scope's organisation; call inside a transaction. */
public interface Notices {
    /** To everybody who holds the permission. The same key while the last one is unread raises nothing new. */
    void raise(Permission audience, Notice notice);

    /** To these people. */
    void raise(Collection<UserId> people, Notice notice);

    /**
     * @param kind dotted: {@code connection.needs_reconnect}
     * @param parts what varies in title and body, for those who say them in another language
     * @param key what makes it the same news: the connection's id, say
     * @param link path in the app that leads to the next step
     */
    record Notice(
            String kind,
            Severity severity,
            String title,
            String body,
            Map<String, ?> parts,
            @Nullable String link,
            String key) {}

    enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
