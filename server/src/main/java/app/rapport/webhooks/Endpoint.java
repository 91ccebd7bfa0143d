package app.rapport.webhooks;

import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An endpoint as its page shows it: everything but the secret. */
record Endpoint(
        UUID id,
        String name,
        String url,
        List<String> events,
        boolean active,
        State state,
        @Nullable String disabledReason,
        @Nullable Wording disabledWords,
        @Nullable Instant failingSince,
        @Nullable Instant previousSecretUntil,
        @Nullable String publicKey,
        Instant createdAt,
        Instant updatedAt,
        Stats stats) {

    /** In words for the interface: switched off by a person or by us, failing, or well. */
    enum State {
        ACTIVE,
        FAILING,
        DISABLED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param delivered in the last 24 hours; {@code failed} and {@code pending} are those that stand so now */
    record Stats(long delivered, long failed, long pending) {
        static final Stats NONE = new Stats(0, 0, 0);
    }

    static Endpoint read(ResultSet row, @Nullable Wording disabledWords) throws SQLException {
        var active = row.getBoolean("active");
        var failing = Timestamps.readOrNull(row, "failing_since");
        return new Endpoint(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                List.of((String[]) row.getArray("events").getArray()),
                active,
                !active ? State.DISABLED : failing != null ? State.FAILING : State.ACTIVE,
                row.getString("disabled_reason"),
                disabledWords,
                failing,
                Timestamps.readOrNull(row, "previous_secret_until"),
                row.getString("public_key"),
                Timestamps.read(row, "created_at"),
                Timestamps.read(row, "updated_at"),
                Stats.NONE);
    }

    Endpoint with(Stats counted) {
        return new Endpoint(
                id,
                name,
                url,
                events,
                active,
                state,
                disabledReason,
                disabledWords,
                failingSince,
                previousSecretUntil,
                publicKey,
                createdAt,
                updatedAt,
                counted);
    }
}
