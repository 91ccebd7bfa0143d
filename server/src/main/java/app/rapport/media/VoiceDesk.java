package app.rapport.media;

import static app.rapport.identity.Permission.INTEGRATIONS_MANAGE;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.media.VoiceTable.Row;
import app.rapport.media.VoiceTable.Service;
import app.rapport.platform.Cursor;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.render.Speech.By;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The organisation's voices. Those of services have a key and cost money: only who manages integrations changes them. */
@Component
class VoiceDesk {
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 100;
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,500}");

    private final VoiceTable table;
    private final VoiceNames names;
    private final VoiceClips clips;
    private final VoiceCalls calls;
    private final ElevenLabsAccount elevenLabs;
    private final MediaStore store;
    private final Users users;
    private final AuditTrail audit;
    private final LiveEvents live;
    private final TransactionTemplate transaction;

    VoiceDesk(
            VoiceTable table,
            VoiceNames names,
            VoiceClips clips,
            VoiceCalls calls,
            ElevenLabsAccount elevenLabs,
            MediaStore store,
            Users users,
            AuditTrail audit,
            LiveEvents live,
            TransactionTemplate transaction) {
        this.table = table;
        this.names = names;
        this.clips = clips;
        this.calls = calls;
        this.elevenLabs = elevenLabs;
        this.store = store;
        this.users = users;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
    }

    /**
     * @param kind recorded, elevenlabs or openai
     * @param url of a service of the OpenAI form, up to and including the version
     * @param serviceVoice what the service calls the voice
     */
    record NewVoice(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String key,
            @Nullable String url,
            @Nullable String model,
            @Nullable String serviceVoice) {}

    VoiceView add(NewVoice given, CurrentUser by) {
        var kind = kind(given.kind());
        var name = name(given.name());
        var key = given.key() == null || given.key().isBlank() ? null : plain(given.key(), "key");
        if (kind != By.recorded) {
            by.require(INTEGRATIONS_MANAGE);
        }
        var service = service(kind, key, given);
        return within(() -> {
            if (table.count() >= MOST) {
                throw Problem.conflict("too_many_voices", "An organisation has at most " + MOST + " voices.")
                        .with("limit", MOST);
            }
            var id = table.add(kind, name, service, key, by.id());
            changed("voice.added", id, Map.of("kind", kind.name(), "name", name));
            return view(table.require(id));
        });
    }

    private Service service(By kind, @Nullable String key, NewVoice given) {
        return switch (kind) {
            case elevenlabs -> {
                if (key == null) {
                    throw needed("key", "Enter the key of your account at ElevenLabs.");
                }
                yield chosen(key, given.model(), given.serviceVoice());
            }
            case openai -> openAi(given.url(), given.model(), given.serviceVoice());
            case recorded, offline -> Service.NONE;
        };
    }

    /** Asks the service, so that a wrong key is known now and not at the first video. */
    private Service chosen(String key, @Nullable String model, @Nullable String voice) {
        var wanted = model == null || model.isBlank() ? null : plain(model, "model");
        if (voice == null || voice.isBlank()) {
            VoiceProblems.said(() -> elevenLabs.choices(key, null, null, 1));
            return new Service(null, wanted, null, null);
        }
        var found = VoiceProblems.said(() -> elevenLabs.choice(key, plain(voice, "serviceVoice")));
        return new Service(null, wanted, found.id(), found.name());
    }

    private Service openAi(@Nullable String url, @Nullable String model, @Nullable String voice) {
        if (url == null || url.isBlank()) {
            throw needed("url", "Enter the address of the speech service, such as https://speech.example.com/v1.");
        }
        if (model == null || model.isBlank() || voice == null || voice.isBlank()) {
            throw needed(
                    model == null || model.isBlank() ? "model" : "serviceVoice",
                    "Enter the model and the voice as the service calls them.");
        }
        var calledThere = plain(voice, "serviceVoice");
        return new Service(calls.checked(url).toString(), plain(model, "model"), calledThere, calledThere);
    }

    /** What a person changes; a key that is given takes the place of the one there was. */
    record VoiceEdit(
            Patch<String> name, Patch<String> key, Patch<String> url, Patch<String> model, Patch<String> serviceVoice) {
        VoiceEdit {
            name = Patch.text(name);
            key = Patch.text(key);
            url = Patch.text(url);
            model = Patch.text(model);
            serviceVoice = Patch.text(serviceVoice);
        }

        boolean ofService() {
            return Stream.of(key, url, model, serviceVoice).anyMatch(Patch::given);
        }
    }

    VoiceView edit(UUID id, VoiceEdit edit, CurrentUser by) {
        var before = permitted(id, by);
        var name = name(edit.name().over(before.name(), "name"));
        var key = edit.key().value() == null ? null : plain(edit.key().value(), "key");
        var service = edit.ofService() && before.kind() != By.recorded ? changed(before, edit, key) : before.service();
        return within(() -> {
            table.change(table.require(id).id(), name, service, key);
            changed("voice.edited", id, Map.of("name", name, "service", edit.ofService(), "key", key != null));
            return view(table.require(id));
        });
    }

    private Service changed(Row before, VoiceEdit edit, @Nullable String key) {
        var was = before.service();
        var model = edit.model().over(was.model());
        var voice = edit.serviceVoice().over(was.voice());
        if (before.kind() == By.openai) {
            var url = edit.url().over(was.url());
            if (key == null && before.sealedKey() != null && !sameOrigin(url, was.url())) {
                throw needed("key", "Enter the key again: the one that is kept was given for another address.");
            }
            return openAi(url, model, voice);
        }
        return chosen(key == null ? within(() -> table.key(before)) : key, model, voice);
    }

    /** A kept key is shown to nobody, so it goes nowhere it was not given for. */
    private static boolean sameOrigin(@Nullable String url, @Nullable String before) {
        try {
            var one = URI.create(Objects.requireNonNullElse(url, ""));
            var other = URI.create(Objects.requireNonNullElse(before, ""));
            return Objects.equals(one.getScheme(), other.getScheme())
                    && Objects.equals(one.getAuthority(), other.getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** What imitates somebody goes at the service too: the consent for it ends here, and only its record stays. */
    void remove(UUID id, CurrentUser by) {
        var row = permitted(id, by);
        var imitated = within(() -> table.consent(row)).isPresent();
        var forgotten = imitated && forgotten(row);
        within(() -> {
            table.require(id);
            var files = Stream.concat(names.keys(id).stream(), clips.keys(id).stream())
                    .toList();
            table.remove(id);
            removeAfterCommit(files);
            changed(
                    "voice.deleted",
                    id,
                    Map.of(
                            "kind",
                            row.kind().name(),
                            "name",
                            row.name(),
                            "imitated",
                            imitated,
                            "forgotten",
                            forgotten));
            return row;
        });
    }

    private boolean forgotten(Row row) {
        var key = within(() -> table.key(row));
        return VoiceProblems.said(() ->
                elevenLabs.forget(key, Objects.requireNonNull(row.service().voice())));
    }

    /** The bytes go once it is certain that nothing refers to them. */
    void removeAfterCommit(Iterable<String> files) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                for (var file : files) {
                    try {
                        store.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
    }

    /** Has it speak in videos that chose none, or nobody. */
    VoiceView makeDefault(UUID id, boolean wanted, CurrentUser by) {
        permitted(id, by);
        return within(() -> {
            if (wanted || table.require(id).isDefault()) {
                table.makeDefault(wanted ? id : null);
                changed("voice.default_set", id, Map.of("default", wanted));
            }
            return view(table.require(id));
        });
    }

    VoiceView one(UUID id) {
        return within(() -> view(table.require(id)));
    }

    Page<VoiceView> page(@Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        return within(() -> Page.of(
                        table.page(
                                cursor == null ? null : cursor.part(0, Instant::parse),
                                cursor == null ? null : cursor.part(1, UUID::fromString),
                                limit + 1),
                        limit,
                        row -> Cursor.of(row.createdAt(), row.id()))
                .map(this::view));
    }

    /** The voice, if it may be changed by this caller. */
    Row permitted(UUID id, CurrentUser by) {
        var row = within(() -> table.require(id));
        if (row.kind() != By.recorded) {
            by.require(INTEGRATIONS_MANAGE);
        }
        return row;
    }

    /** In the transaction that changes it. */
    void changed(String action, UUID id, Map<String, ?> details) {
        audit.record(action, "voice", id.toString(), details);
        live.publish("voice", id.toString());
    }

    private <T> T within(java.util.function.Supplier<T> doing) {
        return Objects.requireNonNull(transaction.execute(status -> doing.get()));
    }

    private VoiceView view(Row row) {
        var service = row.service();
        var trouble = row.trouble();
        return new VoiceView(
                row.id(),
                row.kind().name(),
                row.name(),
                row.isDefault(),
                service.url(),
                service.model(),
                service.voice(),
                service.voiceName(),
                row.sealedKey() != null,
                row.names(),
                row.videos(),
                trouble == null ? null : new VoiceView.Trouble(trouble.code(), trouble.words(), trouble.at()),
                row.kind() == By.elevenlabs
                        ? table.consent(row).map(this::consent).orElse(null)
                        : null,
                row.createdAt());
    }

    private VoiceView.Consent consent(VoiceTable.Consent given) {
        return new VoiceView.Consent(
                given.speaker(),
                given.words(),
                given.agreedAt(),
                users.find(new UserId(given.recordedBy())).map(Users.User::name).orElse(null));
    }

    private static By kind(@Nullable String word) {
        return Stream.of(By.recorded, By.elevenlabs, By.openai)
                .filter(kind -> kind.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("invalid_voice_kind", "A voice is recorded, elevenlabs or openai.")
                        .with("field", "kind"));
    }

    static String name(@Nullable String given) {
        var name = given == null ? "" : given.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("invalid_voice_name", "A name has 1 to " + LONGEST_NAME + " characters.")
                    .with("field", "name")
                    .with("limit", LONGEST_NAME);
        }
        return name;
    }

    private static String plain(String given, String field) {
        var plain = given.strip();
        if (!PLAIN.matcher(plain).matches()) {
            throw Problem.invalid(
                            "invalid_voice_setting",
                            "This was not copied whole: it has at most 500 letters, digits and signs, and no spaces.")
                    .with("field", field);
        }
        return plain;
    }

    private static Problem needed(String field, String sentence) {
        return Problem.invalid("voice_setting_needed", sentence).with("field", field);
    }
}
