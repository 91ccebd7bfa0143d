package app.rapport;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The application as it is shipped, in a process of its own, on the same database whenever it is started again. */
public final class RapportProcess extends Program {
    private final Map<String, Object> properties;

    public RapportProcess(Map<String, String> more) {
        properties = new LinkedHashMap<>(RapportTest.OnADatabaseOfItsOwn.properties());
        properties.putAll(more);
        properties.put("server.port", port);
        properties.put("rapport.app-url", baseUrl());
    }

    private RapportProcess(RapportProcess first, Map<String, String> more) {
        properties = new LinkedHashMap<>(first.properties);
        properties.putAll(more);
        properties.put("server.port", port);
    }

    /** Another node of the same: the same database, the same address for people. */
    public RapportProcess node(Map<String, String> more) {
        return new RapportProcess(this, more);
    }

    public RapportProcess start() throws IOException, InterruptedException {
        var arguments = properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toList();
        start(Rapport.class, arguments, Map.of(), "/api/health");
        return this;
    }
}
