package app.rapport.platform.jobs;

/** How a running job reports, and how it learns that nobody wants it any more. */
public interface JobProgress {
    /**
     * @param done how much is done, in whatever unit {@code total} has
     * @throws JobCancelled when the job was cancelled; let it pass
     */
    void report(long done, long total, String message);

    /** The job was cancelled by a person. */
    final class JobCancelled extends RuntimeException {
        JobCancelled() {
            super("cancelled", null, false, false);
        }
    }
}
