package app.rapport.conversations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A talk as it is handed in.
 *
 * @param source zoom, calendly, upload or api; api when absent
 * @param kind meeting or call; meeting when absent
 * @param durationSeconds taken from the transcript's times when absent
 * @param customerId whose it was, when the caller knows; otherwise found from the participants
 */
record NewConversation(
        @NotBlank @Size(max = 255) String title,

        @Nullable @Pattern(regexp = "zoom|calendly|upload|api", message = "must be zoom, calendly, upload or api")
        String source,

        @Nullable @Pattern(regexp = "meeting|call", message = "must be meeting or call")
        String kind,

        @NotNull Instant startedAt,
        @Nullable @Min(0) @Max(7 * 24 * 3600) Integer durationSeconds,
        @Nullable @Size(max = 500) List<@Valid @NotNull Participant> participants,
        @Nullable @Valid Transcript transcript,
        @Nullable UUID customerId) {
    record Participant(
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 200) String name) {}

    /** @param format vtt, srt, text or json; recognised from the content when absent */
    record Transcript(
            @Nullable @Pattern(regexp = "vtt|srt|text|json", message = "must be vtt, srt, text or json")
            String format,

            @NotNull String content) {}
}
