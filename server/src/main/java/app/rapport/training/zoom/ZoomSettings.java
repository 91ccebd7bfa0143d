package app.rapport.training.zoom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Rapport goes about Zoom, {@code RAPPORT_ZOOM_…} in the environment.
 *
 * @param strict whether Rapport refuses to start without an account
 * @param plan the account's plan, which says how fast it may be asked
 * @param hostDaily how many new or changed meetings of one host Zoom takes in a day
 * @param licences how many licences the account has; without it Rapport learns it when Zoom refuses one more
 * @param sdkVersion the meeting window's program this Rapport is made for: here and nowhere else
 * @param sdkBaseUrl where it is loaded from; Zoom's own address of that version when absent
 * @param signatureLifetime how long a meeting window may be opened with one signature
 * @param subAccounts whether events of other accounts count too: those of a master account's sub-accounts come signed alike
 * @param standInRoom the sandbox's room in place of Zoom's window
 */
@ConfigurationProperties("rapport.zoom")
record ZoomSettings(
        @DefaultValue("false") boolean strict,
        @DefaultValue("pro") Plan plan,
        @DefaultValue("100") int hostDaily,
        @Nullable Integer licences,
        @DefaultValue("6.2.0") String sdkVersion,
        @Nullable String sdkBaseUrl,
        @DefaultValue("2h") Duration signatureLifetime,
        @DefaultValue("false") boolean subAccounts,
        @Nullable String standInRoom) {

    /** What Zoom allows in a second, by plan and by what a request weighs. */
    enum Plan {
        FREE(4, 2, 1),
        PRO(30, 20, 10),
        BUSINESS(80, 60, 40);

        private final int light;
        private final int medium;
        private final int heavy;

        Plan(int light, int medium, int heavy) {
            this.light = light;
            this.medium = medium;
            this.heavy = heavy;
        }

        int perSecond(Weight weight) {
            return switch (weight) {
                case LIGHT -> light;
                case MEDIUM -> medium;
                case HEAVY -> heavy;
            };
        }
    }

    /** What a request weighs, by Zoom's labels. */
    enum Weight {
        LIGHT,
        MEDIUM,
        HEAVY
    }
}
