package app.rapport.platform.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what only grows is kept.
 *
 * @param logs what was done and is over: deliveries with their attempts, receipts, messages sent
 * @param audit who did what
 */
@ConfigurationProperties("rapport.keep")
public record KeepSettings(
        @DefaultValue("90d") Duration logs,
        @DefaultValue("730d") Duration audit) {
    private static final Duration LEAST_LOGS = Duration.ofDays(1);
    /** The database, too, refuses to forget what is younger. */
    private static final Duration LEAST_AUDIT = Duration.ofDays(30);

    public KeepSettings {
        if (logs.compareTo(LEAST_LOGS) < 0) {
            throw new IllegalArgumentException("RAPPORT_KEEP_LOGS must be at least 1d");
        }
        if (audit.compareTo(LEAST_AUDIT) < 0) {
            throw new IllegalArgumentException("RAPPORT_KEEP_AUDIT must be at least 30d");
        }
    }
}
