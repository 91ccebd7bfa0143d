package app.rapport.conversations.transcript;

import java.util.Locale;
import java.util.Optional;

/** The forms a transcript may arrive in. Rapport reads transcripts, it does not transcribe. */
public enum Format {
    VTT,
    SRT,
    TEXT,
    JSON;

    /** The word used over HTTP and in the database: {@code vtt}, {@code srt}, {@code text} or {@code json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()} back, and the usual file endings ({@code .txt} is text). Empty for anything else. */
    public static Optional<Format> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "vtt", "webvtt" -> Optional.of(VTT);
            case "srt" -> Optional.of(SRT);
            case "text", "txt" -> Optional.of(TEXT);
            case "json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
