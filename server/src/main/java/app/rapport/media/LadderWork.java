package app.rapport.media;

import app.rapport.media.RenderJob.Kind;
import app.rapport.render.Ladder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Makes an upload playable: looks into it, encodes each quality once, and publishes all of it or nothing. */
@Component
class LadderWork implements RenderWork {
    private static final int BINS_PER_SECOND = 20;

    private final LadderTable table;
    private final MediaStore store;
    private final Renderer renderer;
    private final VirusScanner scanner;
    private final Editions editions;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    LadderWork(
            LadderTable table,
            MediaStore store,
            Renderer renderer,
            VirusScanner scanner,
            Editions editions,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.table = table;
        this.store = store;
        this.renderer = renderer;
        this.scanner = scanner;
        this.editions = editions;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.LADDER);
    }

    @Override
    public void run(RenderJob job, Watch watch) throws Exception {
        var row = transaction.execute(status -> table.find(job.video()).orElse(null));
        if (row == null) {
            return;
        }
        var work = WorkFolder.create(store, job);
        try {
            scanner.check(store.file(row.sourceKey()));
            store.requireRoom(3 * row.sourceBytes());
            var source = store.file(row.sourceKey());
            var ladder = renderer.ladder(source, row.points(), work, watch);
            var _ = Renderer.render(watch, () -> stills(ladder, work));
            editions.publish(
                    job,
                    row.points(),
                    ladder,
                    work,
                    () -> events.publishEvent(new LadderNews.Ready(
                            job.organization(),
                            job.video(),
                            Duration.ofMillis(Math.round(ladder.seconds() * 1000)),
                            ladder.upload().width(),
                            ladder.upload().height())));
        } finally {
            WorkFolder.remove(work);
        }
    }

    /** The picture before it plays, and the shape of its sound for whoever sets personal points. */
    private Path stills(Ladder ladder, Path work) throws IOException, InterruptedException {
        var best = ladder.video().getLast();
        renderer.stills()
                .poster(work.resolve(best.file()), Math.min(1, ladder.seconds() / 2), work.resolve(Editions.POSTER));
        var shape = renderer.stills().waveform(work.resolve(ladder.pcm()));
        var low = new ArrayList<Integer>();
        var high = new ArrayList<Integer>();
        for (var i = 0; i + 1 < shape.length; i += 2) {
            low.add((int) shape[i]);
            high.add((int) shape[i + 1]);
        }
        return Files.writeString(
                work.resolve(Editions.WAVEFORM), json.writeValueAsString(new Waveform(BINS_PER_SECOND, low, high)));
    }

    /** @param low the least value of each bin, from -127 to 127 */
    private record Waveform(int perSecond, List<Integer> low, List<Integer> high) {}

    @Override
    public void failed(RenderJob job, RenderFailure failure) {
        table.failed(job.video(), failure);
        events.publishEvent(new LadderNews.Failed(job.organization(), job.video(), failure.code(), failure.values()));
    }
}
