package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Cuts a base video where its personal points are now. Only what is around the points that moved is encoded; the rest is the
 * edition's before, which plays until this one is there, and for good in the personal videos that were made from it.
 */
@Component
class AdjustWork implements RenderWork {
    private final Shelves shelves;
    private final Editions editions;
    private final MediaStore store;
    private final Renderer renderer;

    AdjustWork(Shelves shelves, Editions editions, MediaStore store, Renderer renderer) {
        this.shelves = shelves;
        this.editions = editions;
        this.store = store;
        this.renderer = renderer;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ADJUST);
    }

    @Override
    public void run(RenderJob job, Watch watch) throws Exception {
        var row = shelves.row(job.organization(), job.video());
        var edition = shelves.of(job.organization(), job.video());
        var work = WorkFolder.create(store, job);
        try {
            store.requireRoom(row.sourceBytes());
            editions.lend(edition, work);
            var before = edition.ladder();
            var ladder = renderer.adjusted(before, store.file(row.sourceKey()), row.points(), work, watch);
            if (ladder.equals(before)) {
                editions.keep(job, row.points(), before);
            } else {
                editions.publish(job, row.points(), ladder, work, () -> {});
            }
        } finally {
            WorkFolder.remove(work);
        }
    }
}
