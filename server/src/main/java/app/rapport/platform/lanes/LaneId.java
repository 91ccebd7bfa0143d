package app.rapport.platform.lanes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One destination: usually the id of the endpoint or connection behind it. A plain UUID string in JSON. */
public record LaneId(@JsonValue UUID value) {
    @JsonCreator
    public LaneId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
