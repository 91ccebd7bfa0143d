package app.rapport.media;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A voice as its page shows it.
 *
 * @param kind recorded, elevenlabs or openai: who says the names that were not recorded
 * @param isDefault whether it speaks in videos that chose none
 * @param hasKey the key itself is never shown
 * @param names how many were recorded
 * @param videos how many chose it
 * @param trouble why its service does not speak until somebody does something
 * @param consent of the person it imitates
 */
record VoiceView(
        UUID id,
        String kind,
        String name,
        boolean isDefault,
        @Nullable String url,
        @Nullable String model,
        @Nullable String serviceVoice,
        @Nullable String serviceVoiceName,
        boolean hasKey,
        long names,
        long videos,
        @Nullable Trouble trouble,
        @Nullable Consent consent,
        Instant createdAt) {

    record Trouble(String code, String detail, Instant at) {}

    record Consent(
            String speaker,
            String words,
            Instant agreedAt,
            @Nullable String recordedBy) {}
}
