package app.rapport.connections;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a provider's API: puts on the credential, renews it once on a 401, waits for the rate budget, keeps time
 * limits, records every call in the audit trail and in the connection's health. Never call it inside a transaction.
 */
public interface ProviderHttp {
    /**
     * Sends and returns whatever the provider answered, 4xx and 5xx too.
     *
     * @throws CallFailed when there is no answer to read
     */
    Reply send(UUID connection, Call call) throws CallFailed;

    /**
     * @param path below the connection's API root ({@code instance_url} or the provider's base), starting with a slash, with query
     * @param purpose in words for the audit trail: "create event"
     * @param write whether it changes something there
     */
    record Call(
            String method,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body,
            String purpose,
            boolean write) {}

    /** Header names are lower case. */
    record Reply(int status, Map<String, List<String>> headers, byte[] body, URI uri, Duration took) {
        public @Nullable String header(String name) {
            var values = headers.get(name);
            return values == null || values.isEmpty() ? null : values.getFirst();
        }
    }

    /** No usable answer. */
    final class CallFailed extends Exception {
        /** NEEDS_RECONNECT: sign-in refused for good. BUDGET: wait {@link #after}. TIMEOUT, BROKEN: a write may have happened. NOT_SENT: surely did not. */
        public enum Reason {
            NEEDS_RECONNECT,
            NOT_CONNECTED,
            BUDGET,
            NOT_SENT,
            TIMEOUT,
            BROKEN
        }

        private final Reason reason;
        private final @Nullable Duration after;

        public CallFailed(Reason reason, String message, @Nullable Duration after, @Nullable Throwable cause) {
            super(message, cause);
            this.reason = reason;
            this.after = after;
        }

        public Reason reason() {
            return reason;
        }

        public @Nullable Duration after() {
            return after;
        }
    }
}
