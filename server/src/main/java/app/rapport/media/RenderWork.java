package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import java.util.Set;

/** Knows how jobs of some kinds are done. Runs in the job's organisation, outside any transaction. */
interface RenderWork {
    Set<Kind> kinds();

    /**
     * Does the job and publishes what it made, in one transaction with {@link RenderQueue#done}.
     *
     * @throws RenderFailure when it cannot be done, which trying again would not change
     * @throws InterruptedException when nobody wants it any more
     */
    void run(RenderJob job, Watch watch) throws Exception;

    /** What became of a job that cannot be done. In the transaction that says so. */
    default void failed(RenderJob job, RenderFailure failure) {}

    /** Between the work and its worker. */
    interface Watch {
        /** How much of it is done, from 0 to 1. */
        void progress(double done);

        /** Whether somebody took the job away. */
        boolean stopped();
    }
}
