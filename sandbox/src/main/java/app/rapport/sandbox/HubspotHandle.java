package app.rapport.sandbox;

import app.rapport.sandbox.hubspot.Hubspot;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** HubSpot in a test's hand: static tokens and its webhooks besides what every provider has. */
public final class HubspotHandle extends ProviderHandle {
    private final Hubspot hubspot;

    HubspotHandle(ProviderDesk desk, String baseUrl, Hubspot hubspot) {
        super(desk, baseUrl);
        this.hubspot = hubspot;
    }

    /** The service key of the simulated account, with every scope. */
    public String serviceKey() {
        return hubspot.serviceKey();
    }

    /**
     * From now on changes made by the account's own users are posted there.
     *
     * @param publicUrl what the signature is made over: the address HubSpot believes it calls
     */
    public void webhooksTo(URI url, URI publicUrl) {
        hubspot.webhooksTo(url, publicUrl);
    }

    /** Posts these events signed at once and answers what came back. */
    public ObjectNode sendWebhook(List<ObjectNode> events) {
        return hubspot.sendWebhook(events);
    }
}
