package app.rapport.media;

import app.rapport.media.VoiceTable.Trouble;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.render.RenderFailed;
import app.rapport.render.Speech;
import app.rapport.render.Speech.By;
import app.rapport.render.Speech.Speaker;
import app.rapport.render.Speech.SpokenClip;
import app.rapport.render.voice.ElevenLabsVoice;
import app.rapport.render.voice.OpenAiVoice;
import app.rapport.render.voice.RecordedNames;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who speaks: the name as it was recorded for the voice, else the voice's service, else the offline voice. What none of them
 * says is left as the base video has it.
 */
@Component
class Speaking {
    /** Nobody but a person can end these. */
    private static final Set<String> LASTING = Set.of(
            "voice_key_refused",
            "voice_quota",
            "voice_gone",
            "voice_not_permitted",
            "voice_model_unknown",
            "voice_limit");

    private final VoiceTable table;
    private final VoiceNames names;
    private final VoiceClips clips;
    private final VoiceCalls calls;
    private final Renderer renderer;
    private final MediaStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Speaking(
            VoiceTable table,
            VoiceNames names,
            VoiceClips clips,
            VoiceCalls calls,
            Renderer renderer,
            MediaStore store,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.names = names;
        this.clips = clips;
        this.calls = calls;
        this.renderer = renderer;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The voice of a video that chose this one, or none: then the organisation's, if it has one. In a transaction. */
    @Nullable
    UUID voice(@Nullable UUID chosen) {
        return chosen != null
                ? chosen
                : table.standard().map(VoiceTable.Row::id).orElse(null);
    }

    /**
     * By what a voice's words differ: another recording, another service or other settings make another print.
     *
     * @param service empty when the voice has none
     */
    record Print(String service, Map<String, String> recorded) {
        static final Print NOBODY = new Print("", Map.of());

        String of(String words) {
            return recorded.getOrDefault(RecordedNames.alike(words), service);
        }
    }

    /** In a transaction. */
    Print print(@Nullable UUID voice) {
        return Optional.ofNullable(voice)
                .flatMap(table::find)
                .map(row -> new Print(
                        row.kind() == By.recorded ? row.id().toString() : row.id() + " " + row.service(),
                        names.digests(row.id())))
                .orElse(Print.NOBODY);
    }

    /** With this voice. Outside any transaction. */
    Speech with(OrganizationId organization, @Nullable UUID voice) {
        var row =
                voice == null ? null : in(organization, () -> table.find(voice).orElse(null));
        return row == null ? renderer.offline() : with(organization, row);
    }

    Speech with(OrganizationId organization, VoiceTable.Row row) {
        var recorded = recorded(organization, row);
        return row.kind() == By.recorded
                ? recorded.or(renderer.offline())
                : recorded.or(watched(organization, row)).or(renderer.offline());
    }

    private Speech recorded(OrganizationId organization, VoiceTable.Row row) {
        return words -> Optional.ofNullable(
                        in(organization, () -> names.of(row.id(), words).orElse(null)))
                .map(name -> new SpokenClip(
                        store.file(name.key()), new Speaker(By.recorded, row.name()), "recorded-" + name.digest()));
    }

    /** Says on the voice itself when only a person can have it speak again. */
    private Speech watched(OrganizationId organization, VoiceTable.Row row) {
        return words -> {
            try {
                var said = service(organization, row).say(words);
                if (row.trouble() != null) {
                    note(organization, row.id(), null);
                }
                return said;
            } catch (RenderFailed failed) {
                if (LASTING.contains(failed.code())) {
                    note(
                            organization,
                            row.id(),
                            new Trouble(failed.code(), String.valueOf(failed.getMessage()), clock.instant()));
                }
                throw failed;
            }
        };
    }

    private void note(OrganizationId organization, UUID voice, @Nullable Trouble trouble) {
        Tenancy.run(organization, () -> transaction.executeWithoutResult(status -> table.trouble(voice, trouble)));
    }

    private Speech service(OrganizationId organization, VoiceTable.Row row) throws RenderFailed {
        var service = row.service();
        if (service.voice() == null) {
            throw new RenderFailed(
                    "voice_unfinished", "No voice is chosen at the service yet. Choose one or have one made.", "");
        }
        var key = Objects.requireNonNull(in(organization, () -> table.key(row)));
        var kept = clips.of(organization, row.id());
        return row.kind() == By.elevenlabs
                ? new ElevenLabsVoice(
                        row.name(),
                        calls.elevenLabs(),
                        key,
                        service.voice(),
                        Objects.requireNonNullElse(service.model(), ElevenLabsVoice.USUAL_MODEL),
                        kept,
                        calls)
                : new OpenAiVoice(
                        row.name(),
                        URI.create(Objects.requireNonNull(service.url())),
                        key,
                        Objects.requireNonNull(service.model()),
                        service.voice(),
                        kept,
                        calls);
    }

    private <T extends @Nullable Object> T in(OrganizationId organization, java.util.function.Supplier<T> asked) {
        return Tenancy.in(organization, () -> transaction.execute(status -> asked.get()));
    }
}
