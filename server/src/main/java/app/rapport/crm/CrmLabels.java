package app.rapport.crm;

import app.rapport.connections.Connections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What people call their connections. Wants a caller's transaction. */
@Component
class CrmLabels {
    private final Connections connections;

    CrmLabels(Connections connections) {
        this.connections = connections;
    }

    Map<UUID, String> byConnection() {
        var all = new HashMap<UUID, String>();
        connections.ofCategory("crm").forEach(connection -> all.put(connection.id(), connection.label()));
        return all;
    }
}
