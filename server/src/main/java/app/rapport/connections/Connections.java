package app.rapport.connections;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organisation's connections, for modules that push and pull. In the scope's organisation; call inside a transaction. */
public interface Connections {
    Optional<Connection> find(UUID id);

    /** Connections of a category ({@code crm}), oldest first, disconnected ones left out. */
    List<Connection> ofCategory(String category);

    /**
     * The connections of a provider whose account there has this id (HubSpot's portal, Salesforce's org), in whatever
     * organisations: one account may serve several. Begins a transaction of its own in system scope.
     */
    List<Located> locate(String provider, String externalAccount);

    /**
     * @param state connected, needs_reconnect, pending_approval, paused or disconnected
     * @param quiet until when nobody calls it; may be over
     */
    record Connection(
            UUID id,
            String provider,
            String label,
            String state,
            @Nullable String externalAccount,
            Map<String, String> settings,
            Instant createdAt,
            @Nullable Quiet quiet) {
        public boolean usable() {
            return state.equals("connected");
        }
    }

    record Quiet(Instant until, String reason, @Nullable Wording words) {}

    record Located(OrganizationId organization, UUID connectionId) {}
}
