package app.rapport.training.attendance;

import java.util.UUID;

/** Whose a connection is. */
sealed interface Person {
    record Learner(UUID id) implements Person {}

    /** Teaches or watches, and does not count. All of them are told apart by what they come with. */
    record Staff(String identity) implements Person {}

    /** Nobody we know. */
    record Stranger(Identity.Key key) implements Person {}
}
