package app.rapport.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One simulated provider as a test holds it: look at what arrived, change what is there, break what comes next. */
public class ProviderHandle {
    private final ProviderDesk desk;
    private final String baseUrl;

    ProviderHandle(ProviderDesk desk, String baseUrl) {
        this.desk = desk;
        this.baseUrl = baseUrl;
    }

    /** What to set as the provider's base address in Rapport. */
    public String baseUrl() {
        return baseUrl;
    }

    /** All live records of a kind, as the provider's own user would see them. */
    public List<ObjectNode> records(String type) {
        return desk.provider().records(type);
    }

    public ObjectNode add(String type, ObjectNode fields) {
        return desk.provider().add(type, fields);
    }

    public @Nullable ObjectNode change(String type, String id, ObjectNode fields) {
        return desk.provider().change(type, id, fields);
    }

    /** The requests so far, oldest first. */
    public List<LoggedRequest> requests() {
        return desk.log().since(0);
    }

    public Faults faults() {
        return desk.faults();
    }

    /** Shorthand for {@code faults().add(fault)}. */
    public void fails(Fault fault) {
        desk.faults().add(fault);
    }

    public void latency(long milliseconds) {
        desk.latency(milliseconds);
    }

    public void expireTokens() {
        desk.provider().expireTokens();
    }

    public void revokeTokens() {
        desk.provider().revokeTokens();
    }

    public ObjectNode state() {
        return desk.provider().state();
    }

    /** Back to the seed data, without faults and log. */
    public void reset() {
        desk.reset();
    }
}
