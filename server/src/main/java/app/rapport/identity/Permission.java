package app.rapport.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a caller may do; the same words are the scopes of API keys. */
public enum Permission {
    CUSTOMERS_READ("customers:read"),
    CUSTOMERS_WRITE("customers:write"),
    CONVERSATIONS_READ("conversations:read"),
    CONVERSATIONS_WRITE("conversations:write"),
    /** Seeing videos and who watched them, uploading, sharing. */
    VIDEOS("videos"),
    /** Teaching: sessions of one's own, who attends and who attended. */
    TRAINING("training"),
    /** Scheduling for everybody: cohorts, enrolment, sessions, licences. */
    TRAINING_MANAGE("training:manage"),
    INTEGRATIONS_READ("integrations:read"),
    INTEGRATIONS_REQUEST("integrations:request"),
    INTEGRATIONS_MANAGE("integrations:manage"),
    WEBHOOKS_READ("webhooks:read"),
    WEBHOOKS_MANAGE("webhooks:manage"),
    MONITOR_READ("monitor:read"),
    AUDIT_READ("audit:read"),
    MEMBERS_MANAGE("members:manage"),
    ORGANIZATION_MANAGE("organization:manage"),
    API_KEYS_MANAGE("api-keys:manage"),
    EVENTS_WRITE("events:write");

    private final String scope;

    Permission(String scope) {
        this.scope = scope;
    }

    /** The word used in API keys, the API and documentation. */
    @JsonValue
    public String scope() {
        return scope;
    }
}
