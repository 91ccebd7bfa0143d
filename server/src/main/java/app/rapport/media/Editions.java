package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import app.rapport.media.RenderQueue.Cost;
import app.rapport.media.Shelves.Shelf;
import app.rapport.render.Engine;
import app.rapport.render.Ladder;
import app.rapport.render.Point;
import app.rapport.render.Rendition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One making of a base video after another, each published as a whole or not at all. */
@Component
class Editions {
    static final String POSTER = "poster.jpg";
    static final String WAVEFORM = "waveform.json";
    /** What its files' names begin with. */
    static final String NAME = "video";

    private final LadderTable table;
    private final MediaStore store;
    private final RenderQueue queue;
    private final TransactionTemplate transaction;

    Editions(LadderTable table, MediaStore store, RenderQueue queue, TransactionTemplate transaction) {
        this.table = table;
        this.store = store;
        this.queue = queue;
        this.transaction = transaction;
    }

    /** The names of its files. */
    static List<String> files(Ladder ladder) {
        return Stream.concat(
                        ladder.renditions().stream().map(Rendition::file), Stream.of(ladder.pcm(), POSTER, WAVEFORM))
                .toList();
    }

    /** Lays its files out in a folder of one's own. */
    void lend(Shelf edition, Path folder) throws IOException {
        for (var name : files(edition.ladder())) {
            store.lend(edition.folder() + "/" + name, folder.resolve(name));
        }
    }

    /**
     * Ends the job with the edition that lies in the folder.
     *
     * @param points that it was made for
     * @param told within the transaction, if the job still was its worker's
     */
    void publish(RenderJob job, List<Point> points, Ladder ladder, Path folder, Runnable told) throws IOException {
        var key = store.newKey(job.organization(), NAME);
        var target = key.substring(0, key.lastIndexOf('/'));
        var kept = new ArrayList<String>();
        var published = false;
        try {
            for (var name : files(ladder)) {
                kept.add(target + "/" + name);
                store.put(target + "/" + name, folder.resolve(name));
            }
            var cost = new Cost(
                    Math.round(ladder.effort().cpuSeconds() * 1000),
                    ladder.effort().bytes());
            published = Boolean.TRUE.equals(transaction.execute(status -> {
                if (!queue.done(job, cost)) {
                    return false;
                }
                table.publish(job.video(), ladder, target, target + "/" + POSTER, target + "/" + WAVEFORM);
                adjustIfMoved(job, points, ladder);
                told.run();
                return true;
            }));
        } finally {
            if (!published) {
                for (var name : kept) {
                    store.delete(name);
                }
            }
        }
    }

    /** Ends the job with the edition there is. */
    void keep(RenderJob job, List<Point> points, Ladder ladder) {
        transaction.executeWithoutResult(status -> {
            if (queue.done(job, new Cost(0, 0))) {
                adjustIfMoved(job, points, ladder);
            }
        });
    }

    /** Somebody may have moved a point while the job was at it. */
    private void adjustIfMoved(RenderJob job, List<Point> made, Ladder ladder) {
        var now = table.points(job.video());
        if (!now.equals(made) && !Engine.fits(ladder, now)) {
            queue.add(Kind.ADJUST, job.video(), null, null, RenderJob.SOON);
        }
    }
}
