package app.rapport.media;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.render.ladder.Hash;
import app.rapport.render.splice.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Names that people record once each, for a voice. */
@Component
class NameDesk {
    private static final int MOST = 20_000;

    private final VoiceTable voices;
    private final VoiceNames names;
    private final VoiceDesk desk;
    private final Renderer renderer;
    private final MediaStore store;
    private final TransactionTemplate transaction;
    /** Making one ready is a moment of a core's time; many people at once wait for each other. */
    private final Semaphore making = new Semaphore(2);

    NameDesk(
            VoiceTable voices,
            VoiceNames names,
            VoiceDesk desk,
            Renderer renderer,
            MediaStore store,
            TransactionTemplate transaction) {
        this.voices = voices;
        this.names = names;
        this.desk = desk;
        this.renderer = renderer;
        this.store = store;
        this.transaction = transaction;
    }

    /** @param audio where it is heard */
    record NameView(UUID id, String name, double durationSeconds, String audio, Instant recordedAt) {}

    Page<NameView> page(UUID voice, @Nullable String query, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 1);
        return Objects.requireNonNull(transaction.execute(status -> {
            voices.require(voice);
            var rows = names.page(voice, query, cursor == null ? null : cursor.part(0, alike -> alike), limit + 1);
            var page = Page.of(rows, limit, row -> Cursor.of(row.alike()));
            return new Page<>(page.items(), page.nextCursor(), names.count(voice)).map(row -> view(voice, row));
        }));
    }

    /** In place of what was recorded of it before. */
    NameView put(UUID voice, @Nullable String given, byte[] recording, CurrentUser by) {
        requireVoice(voice);
        var name = VoiceDesk.name(given);
        store.requireRoom(recording.length);
        return VoiceProblems.said(() -> {
            var folder = Files.createTempDirectory(store.workFolder(), "name-");
            try {
                var wav = folder.resolve("name.wav");
                var seconds = ready(Files.write(folder.resolve("given"), recording), wav);
                return keep(voice, name, wav, seconds, by);
            } finally {
                WorkFolder.remove(folder);
            }
        });
    }

    private double ready(Path given, Path wav) throws IOException, InterruptedException, app.rapport.render.Refused {
        making.acquire();
        try {
            return Recording.ready(renderer.tools(), given, wav);
        } finally {
            making.release();
        }
    }

    private NameView keep(UUID voice, String name, Path wav, double seconds, CurrentUser by) throws IOException {
        var bytes = Files.size(wav);
        var digest = Hash.of(wav);
        var key = store.newKey(by.organization(), "name.wav");
        store.put(key, wav);
        var kept = false;
        try {
            var view = Objects.requireNonNull(transaction.execute(status -> {
                voices.require(voice);
                var before = names.of(voice, name);
                if (before.isEmpty() && names.count(voice) >= MOST) {
                    throw Problem.conflict("too_many_names", "A voice has at most " + MOST + " recorded names.")
                            .with("limit", MOST);
                }
                var row = names.put(
                        voice, new VoiceNames.New(name, key, bytes, (int) Math.round(seconds * 1000), digest, by.id()));
                before.ifPresent(old -> desk.removeAfterCommit(List.of(old.key())));
                desk.changed("voice.name_recorded", voice, Map.of("name", name));
                return view(voice, row);
            }));
            kept = true;
            return view;
        } finally {
            if (!kept) {
                store.delete(key);
            }
        }
    }

    void remove(UUID voice, UUID id) {
        transaction.executeWithoutResult(status -> {
            var row = find(voice, id);
            names.remove(voice, id);
            desk.removeAfterCommit(List.of(row.key()));
            desk.changed("voice.name_deleted", voice, Map.of("name", row.name()));
        });
    }

    Path audio(UUID voice, UUID id) {
        return store.file(Objects.requireNonNull(transaction.execute(status -> find(voice, id)))
                .key());
    }

    private VoiceNames.Row find(UUID voice, UUID id) {
        return names.find(voice, id).orElseThrow(() -> Problem.notFound("recorded name"));
    }

    private void requireVoice(UUID voice) {
        transaction.executeWithoutResult(status -> voices.require(voice));
    }

    private static NameView view(UUID voice, VoiceNames.Row row) {
        return new NameView(
                row.id(),
                row.name(),
                row.durationMs() / 1000.0,
                // Another recording of the name is heard at another address.
                "/api/voices/" + voice + "/names/" + row.id() + "/audio?"
                        + row.digest().substring(0, 8),
                row.recordedAt());
    }
}
