package app.rapport.videos;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long it is kept how videos were watched.
 *
 * @param viewing who did what when
 * @param viewingTotals what it adds up to, since a video was watched last
 */
@ConfigurationProperties("rapport.keep")
record ViewingKept(
        @DefaultValue("365d") Duration viewing,
        @DefaultValue("1825d") Duration viewingTotals) {
    private static final Duration LEAST = Duration.ofDays(1);

    ViewingKept {
        if (viewing.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("RAPPORT_KEEP_VIEWING must be at least 1d");
        }
        if (viewingTotals.compareTo(viewing) < 0) {
            throw new IllegalArgumentException("RAPPORT_KEEP_VIEWINGTOTALS must be at least RAPPORT_KEEP_VIEWING");
        }
    }
}
