package app.rapport.identity;

import static app.rapport.identity.Permission.*;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody does in the organisation, and thereby what they may do in Rapport. */
public enum Role {
    ADMIN(Permission.values()),
    CSM(
            CUSTOMERS_READ,
            CUSTOMERS_WRITE,
            CONVERSATIONS_READ,
            CONVERSATIONS_WRITE,
            VIDEOS,
            INTEGRATIONS_READ,
            INTEGRATIONS_REQUEST,
            MONITOR_READ,
            WEBHOOKS_READ),
    LEADER(
            CUSTOMERS_READ,
            CUSTOMERS_WRITE,
            CONVERSATIONS_READ,
            CONVERSATIONS_WRITE,
            VIDEOS,
            INTEGRATIONS_READ,
            INTEGRATIONS_REQUEST,
            TRAINING,
            MONITOR_READ,
            WEBHOOKS_READ,
            AUDIT_READ),
    REP(
            CUSTOMERS_READ,
            CONVERSATIONS_READ,
            CONVERSATIONS_WRITE,
            VIDEOS,
            INTEGRATIONS_READ,
            INTEGRATIONS_REQUEST,
            MONITOR_READ),
    COORDINATOR(CUSTOMERS_READ, CONVERSATIONS_READ, VIDEOS, TRAINING, TRAINING_MANAGE, INTEGRATIONS_READ),
    INSTRUCTOR(CUSTOMERS_READ, VIDEOS, TRAINING),
    /** Own profile only. */
    LEARNER,
    AGENCY(CUSTOMERS_READ, CONVERSATIONS_READ, CONVERSATIONS_WRITE, VIDEOS, INTEGRATIONS_READ),
    DEVELOPER(
            CUSTOMERS_READ,
            CONVERSATIONS_READ,
            CONVERSATIONS_WRITE,
            VIDEOS,
            INTEGRATIONS_READ,
            INTEGRATIONS_REQUEST,
            INTEGRATIONS_MANAGE,
            WEBHOOKS_READ,
            WEBHOOKS_MANAGE,
            MONITOR_READ,
            AUDIT_READ,
            API_KEYS_MANAGE,
            EVENTS_WRITE);

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.copyOf
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        var all = EnumSet.noneOf(Permission.class);
        all.addAll(Arrays.asList(permissions));
        this.permissions = Set.copyOf(all);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The word in the database and the API. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
