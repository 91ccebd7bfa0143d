package app.rapport.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person who signs in. A plain UUID string in JSON. */
public record UserId(@JsonValue UUID value) {
    @JsonCreator
    public UserId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
