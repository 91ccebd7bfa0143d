package app.rapport.platform.jobs;

import org.jspecify.annotations.Nullable;

/** Knows how to do one kind of long work. A bean; runs on any node, in the organisation that started the job. */
public interface JobHandler {
    /** Names the kind in the job's row, for instance {@code crm.sync}. */
    String kind();

    /**
     * Does the work, outside any transaction. Runs again from the start when the node dies midway, so it must be
     * idempotent.
     *
     * @param subject what was passed to {@link Jobs#start}
     * @return a result for the caller as JSON-ready value, or null
     */
    @Nullable
    Object run(String subject, JobProgress progress) throws Exception;
}
