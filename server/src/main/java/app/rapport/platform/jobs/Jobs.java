package app.rapport.platform.jobs;

import java.util.Optional;
import java.util.UUID;

/** Starts long work and finds what is under way. */
public interface Jobs {
    /** Queues a job for the organisation in scope, with the caller's transaction. */
    UUID start(String kind, String subject);

    /** The job of this kind and subject that is queued or running, so that a second request can say so. */
    Optional<UUID> underWay(String kind, String subject);
}
