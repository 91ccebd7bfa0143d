package app.rapport.platform.lanes;

import java.util.UUID;

/** A delivery in the owner's memory, with what its handler needs to make it. */
record Item(Row row, Object work) {
    UUID id() {
        return row.id();
    }
}
