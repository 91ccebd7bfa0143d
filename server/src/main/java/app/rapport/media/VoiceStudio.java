package app.rapport.media;

import app.rapport.identity.CurrentUser;
import app.rapport.media.ElevenLabsAccount.Choice;
import app.rapport.media.ElevenLabsAccount.Sample;
import app.rapport.media.VoiceTable.Row;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.render.Speech.By;
import app.rapport.render.Speech.SpokenClip;
import app.rapport.render.splice.Recording;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where voices are listened to, and where a service learns to imitate somebody who agreed to it. */
@Component
class VoiceStudio {
    private static final int LONGEST_WORDS = 2_000;
    private static final int SHORTEST_WORDS = 20;
    private static final int LONGEST_TEXT = 300;

    private final VoiceDesk desk;
    private final VoiceTable table;
    private final ElevenLabsAccount elevenLabs;
    private final Speaking speaking;
    private final Renderer renderer;
    private final MediaStore store;
    private final TransactionTemplate transaction;

    VoiceStudio(
            VoiceDesk desk,
            VoiceTable table,
            ElevenLabsAccount elevenLabs,
            Speaking speaking,
            Renderer renderer,
            MediaStore store,
            TransactionTemplate transaction) {
        this.desk = desk;
        this.table = table;
        this.elevenLabs = elevenLabs;
        this.speaking = speaking;
        this.renderer = renderer;
        this.store = store;
        this.transaction = transaction;
    }

    /** Any words as they would be heard in a video. */
    SpokenClip say(UUID voice, @Nullable String given, CurrentUser by) {
        var row = Objects.requireNonNull(transaction.execute(status -> table.require(voice)));
        var text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw Problem.invalid("invalid_words", "Enter 1 to " + LONGEST_TEXT + " characters to be said.")
                    .with("field", "text")
                    .with("limit", LONGEST_TEXT);
        }
        return VoiceProblems.said(() -> speaking.with(by.organization(), row).say(text))
                .orElseThrow(() -> Problem.unprocessable(
                        "nobody_speaks",
                        "Nobody here can say this: record it, or give the voice a service that speaks the language."));
    }

    Page<Choice> choices(UUID voice, @Nullable String query, @Nullable String cursor, int limit, CurrentUser by) {
        var account = account(voice, by);
        return VoiceProblems.said(() -> elevenLabs.choices(account.key(), query, cursor, limit));
    }

    private record Account(Row voice, String key) {}

    private Account account(UUID voice, CurrentUser by) {
        var row = desk.permitted(voice, by);
        if (row.kind() != By.elevenlabs) {
            throw Problem.conflict("not_elevenlabs", "Only a voice at ElevenLabs can be chosen or made there.");
        }
        return new Account(row, Objects.requireNonNull(transaction.execute(status -> table.key(row))));
    }

    /**
     * What somebody agreed to.
     *
     * @param speaker whose voice it is
     * @param words exactly as they were shown or said
     */
    record Consent(@Nullable String speaker, @Nullable String words, boolean agreed) {}

    /** Has the service imitate the person in the samples, who agreed to it. */
    void imitate(UUID voice, Consent given, List<Sample> samples, CurrentUser by) {
        var account = account(voice, by);
        var speaker = given.speaker() == null ? "" : given.speaker().strip();
        var words = given.words() == null ? "" : given.words().strip();
        if (!given.agreed() || speaker.isEmpty() || words.length() < SHORTEST_WORDS || words.length() > LONGEST_WORDS) {
            throw Problem.unprocessable(
                    "consent_needed",
                    "A voice is imitated only with its owner's consent: say who agreed, and to which words.");
        }
        VoiceDesk.name(speaker);
        if (samples.isEmpty()) {
            throw Problem.invalid("sample_needed", "Record or choose a sample of the voice first.")
                    .with("field", "files");
        }
        samples.forEach(this::check);
        var name = account.voice().name();
        var made = VoiceProblems.said(
                () -> elevenLabs.imitate(account.key(), name, "Made with the consent of " + speaker, samples));
        transaction.executeWithoutResult(status -> {
            var service = account.voice().service();
            table.change(voice, name, new VoiceTable.Service(service.url(), service.model(), made, name), null);
            table.agreed(voice, speaker, words, made, by.id());
            desk.changed("voice.cloned", voice, Map.of("speaker", speaker, "words", words, "serviceVoice", made));
        });
    }

    private void check(Sample sample) {
        VoiceProblems.said(() -> {
            var file = Files.createTempFile(store.workFolder(), "sample-", ".part");
            try {
                Files.write(file, sample.bytes());
                return Recording.sample(renderer.tools(), file);
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }
}
