package app.rapport.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The organisation a row belongs to. A plain UUID string in JSON. */
public record OrganizationId(@JsonValue UUID value) {
    @JsonCreator
    public OrganizationId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
