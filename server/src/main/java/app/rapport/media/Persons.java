package app.rapport.media;

import app.rapport.media.Shelves.Shelf;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.render.PersonalVideo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What is needed to serve one person's video, kept at hand while somebody watches it. */
@Component
class Persons {
    private static final int MOST = 500;

    private final PersonalTable table;
    private final Shelves shelves;
    private final TransactionTemplate transaction;
    private final Map<UUID, Person> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Person> eldest) {
            return size() > MOST;
        }
    };

    Persons(PersonalTable table, Shelves shelves, TransactionTemplate transaction) {
        this.table = table;
        this.shelves = shelves;
        this.transaction = transaction;
    }

    record Person(UUID video, Shelf shelf, PersonalVideo own) {}

    /** @throws Problem when there is no such video, or it is not ready */
    Person of(OrganizationId organization, UUID personal) {
        synchronized (kept) {
            var known = kept.get(personal);
            if (known != null && known.shelf().organization().equals(organization)) {
                return known;
            }
        }
        var found = Tenancy.in(organization, () -> transaction.execute(status -> find(organization, personal)));
        synchronized (kept) {
            kept.put(personal, found);
        }
        return found;
    }

    private Person find(OrganizationId organization, UUID personal) {
        var row = table.find(personal).orElseThrow(() -> Problem.notFound("video"));
        var folder = row.folder();
        if (folder == null) {
            throw Problem.notFound("video");
        }
        return new Person(
                row.video(),
                shelves.of(organization, row.video(), folder),
                table.own(personal).orElse(PersonalVideo.NOTHING));
    }
}
