package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.render.Ladder;
import app.rapport.render.Rendition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What is needed to serve a base video, kept at hand: players ask for it segment by segment. */
@Component
class Shelves {
    private static final int MOST = 100;
    /** Where in a folder's name its edition's begins, which is the last part of it. */
    private static final int BEFORE_EDITION = 40;

    private final LadderTable table;
    private final MediaStore store;
    private final TransactionTemplate transaction;
    private final Map<String, Shelf> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shelf> eldest) {
            return size() > MOST;
        }
    };

    Shelves(LadderTable table, MediaStore store, TransactionTemplate transaction) {
        this.table = table;
        this.store = store;
        this.transaction = transaction;
    }

    /** @param folder of the ladder's files in the store */
    record Shelf(UUID video, OrganizationId organization, String folder, Ladder ladder) {
        String key(Rendition rendition) {
            return folder + "/" + rendition.file();
        }

        Optional<Rendition> rendition(String name) {
            return ladder.renditions().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
        }
    }

    /** What an edition is called in addresses: they stay with the edition they were made for. */
    static String edition(String folder) {
        return folder.substring(BEFORE_EDITION);
    }

    /** @throws Problem when there is no such video, or it cannot be played */
    Shelf of(OrganizationId organization, UUID video) {
        var row = row(organization, video);
        var folder = row.folder();
        if (folder == null || row.state().equals("expired")) {
            throw Problem.notFound("video");
        }
        return of(organization, video, folder);
    }

    /** An edition, be it the one that is played or an older one that personal videos were made from. */
    Shelf of(OrganizationId organization, UUID video, String folder) {
        synchronized (kept) {
            var known = kept.get(folder);
            if (known != null) {
                return known;
            }
        }
        var ladder = Tenancy.in(
                organization,
                () -> transaction.execute(status -> table.index(folder).orElseThrow(() -> Problem.notFound("video"))));
        var shelf = new Shelf(video, organization, folder, ladder);
        synchronized (kept) {
            kept.put(folder, shelf);
        }
        return shelf;
    }

    LadderTable.Row row(OrganizationId organization, UUID video) {
        return Tenancy.in(
                organization,
                () -> transaction.execute(status -> table.find(video).orElseThrow(() -> Problem.notFound("video"))));
    }

    List<String> editions(OrganizationId organization, UUID video) {
        return Tenancy.in(organization, () -> transaction.execute(status -> table.editions(video)));
    }

    /** The qualities whose files are there, the best first. */
    List<Rendition> present(Shelf shelf) {
        return shelf.ladder().video().reversed().stream()
                .filter(one -> store.holds(shelf.key(one)))
                .toList();
    }

    /** The ladder without the qualities whose files are gone. */
    Ladder playable(Shelf shelf) {
        var present = present(shelf).reversed();
        var all = shelf.ladder();
        return present.size() == all.video().size()
                ? all
                : new Ladder(
                        all.source(),
                        all.parameters(),
                        all.encoder(),
                        all.frames(),
                        all.upload(),
                        present,
                        all.sound(),
                        all.pcm(),
                        all.effort());
    }
}
