package app.rapport.crm.connector;

/**
 * A record there.
 *
 * @param type the CRM's own name of the kind: {@code Event}, {@code meetings}
 */
public record RemoteRef(String type, String id) {
    public RemoteRef {
        if (type.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a record there has a type and an id");
        }
    }
}
