package app.rapport.platform.postgres;

/** Waiting for the operating system, which has no way to call us back. */
final class Pause {
    private Pause() {}

    static void milliseconds(long duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
