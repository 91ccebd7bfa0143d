package app.rapport.crm;

import app.rapport.connections.ProviderUse;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.platform.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The kinds of CRM there are. */
@Component
class Connectors implements ProviderUse {
    private final Map<String, CrmConnector> byType = new TreeMap<>();

    Connectors(List<CrmConnector> connectors) {
        connectors.forEach(connector -> byType.put(connector.crmType(), connector));
    }

    CrmConnector of(String crmType) {
        var connector = byType.get(crmType);
        if (connector == null) {
            throw Problem.invalid(
                            "unknown_crm_type",
                            "Rapport has no connector of this name. It knows " + String.join(", ", byType.keySet())
                                    + ".")
                    .with("field", "crmType");
        }
        return connector;
    }

    @Override
    public Set<String> providers() {
        return byType.keySet();
    }

    boolean knows(String crmType) {
        return byType.containsKey(crmType);
    }

    Collection<CrmConnector> all() {
        return byType.values();
    }
}
