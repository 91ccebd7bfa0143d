package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import app.rapport.render.Order;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes one person's video: the few segments that are the person's own, and the note of which they are. */
@Component
class PersonalWork implements RenderWork {
    private static final Duration BEFORE_NEXT_LOOK = Duration.ofSeconds(2);

    private final PersonalTable table;
    private final Shelves shelves;
    private final Artefacts artefacts;
    private final MediaStore store;
    private final Renderer renderer;
    private final StoredImages images;
    private final Speaking speaking;
    private final RenderQueue queue;
    private final TransactionTemplate transaction;

    PersonalWork(
            PersonalTable table,
            Shelves shelves,
            Artefacts artefacts,
            MediaStore store,
            Renderer renderer,
            StoredImages images,
            Speaking speaking,
            RenderQueue queue,
            TransactionTemplate transaction) {
        this.table = table;
        this.shelves = shelves;
        this.artefacts = artefacts;
        this.store = store;
        this.renderer = renderer;
        this.images = images;
        this.speaking = speaking;
        this.queue = queue;
        this.transaction = transaction;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.PERSONAL, Kind.PREVIEW);
    }

    @Override
    public void run(RenderJob job, Watch watch) throws Exception {
        var row = transaction.execute(
                status -> table.find(Objects.requireNonNull(job.personal())).orElse(null));
        if (row == null) {
            return;
        }
        try {
            make(job, row, watch);
        } catch (RenderFailure failure) {
            if (!failure.code().equals("ladder_outdated") || !waitsForAnotherLadder(job)) {
                throw failure;
            }
        }
    }

    /**
     * Another encoder is in use than the base video was made with: it is made anew first. Once; what then still does not fit
     * is a failure.
     */
    private boolean waitsForAnotherLadder(RenderJob job) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var underWay = queue.isOpen(Kind.ADJUST, job.video());
            if (!underWay && (job.attempt() > 1 || queue.failedLately(Kind.ADJUST, job.video()))) {
                return false;
            }
            if (!underWay) {
                queue.add(Kind.ADJUST, job.video(), null, null, RenderJob.SOON);
            }
            queue.release(job, BEFORE_NEXT_LOOK, !underWay);
            return true;
        }));
    }

    private void make(RenderJob job, PersonalTable.Row row, Watch watch) throws Exception {
        var shelf = shelves.of(job.organization(), job.video());
        store.requireRoom(0);
        var work = WorkFolder.create(store, job);
        try {
            var folder = Objects.requireNonNull(
                    store.file(shelf.key(shelf.ladder().sound())).getParent());
            var base = shelves.row(job.organization(), job.video()).sourceKey();
            var order = new Order(
                    store.file(base),
                    shelf.ladder(),
                    folder,
                    row.points(),
                    row.values(),
                    images.files(job.organization(), job.video()));
            var made = renderer.personal(
                    order,
                    artefacts.of(job.organization(), job.video()),
                    speaking.with(job.organization(), row.voice()),
                    work,
                    watch);
            var cost = new RenderQueue.Cost(
                    Math.round(made.effort().cpuSeconds() * 1000), made.effort().bytes());
            transaction.executeWithoutResult(status -> {
                table.hold(row.id());
                if (queue.done(job, cost)) {
                    table.publish(row.id(), shelf.folder(), made);
                }
            });
        } finally {
            WorkFolder.remove(work);
        }
    }
}
