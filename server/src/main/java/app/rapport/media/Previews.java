package app.rapport.media;

import app.rapport.media.Shelves.Shelf;
import app.rapport.platform.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The moving picture for letters: made when it is first asked for, for most are never. */
@Component
class Previews {
    private final LadderTable table;
    private final Shelves shelves;
    private final MediaStore store;
    private final Renderer renderer;
    private final TransactionTemplate transaction;
    /** One at a time: whoever asks for the same picture meanwhile finds it. */
    private final ReentrantLock making = new ReentrantLock();

    Previews(LadderTable table, Shelves shelves, MediaStore store, Renderer renderer, TransactionTemplate transaction) {
        this.table = table;
        this.shelves = shelves;
        this.store = store;
        this.renderer = renderer;
        this.transaction = transaction;
    }

    /** Its key; null when it cannot be made. */
    @Nullable
    String of(LadderTable.Row known, Shelf shelf) throws IOException {
        if (known.previewKey() != null) {
            return known.previewKey();
        }
        making.lock();
        try {
            var row = shelves.row(shelf.organization(), shelf.video());
            return row.previewKey() != null ? row.previewKey() : make(shelf);
        } finally {
            making.unlock();
        }
    }

    private @Nullable String make(Shelf shelf) throws IOException {
        var present = shelves.present(shelf);
        if (present.isEmpty()) {
            return null;
        }
        var gif = Files.createTempFile(store.workFolder(), "preview-", ".gif");
        try {
            renderer.stills().preview(store.file(shelf.key(present.getLast())), 0, gif);
            var key = store.newKey(shelf.organization(), "preview.gif");
            store.put(key, gif);
            Tenancy.run(
                    shelf.organization(),
                    () -> transaction.executeWithoutResult(status -> table.preview(shelf.video(), key)));
            return key;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            Files.deleteIfExists(gif);
        }
    }
}
