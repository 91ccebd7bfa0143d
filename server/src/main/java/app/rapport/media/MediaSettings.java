package app.rapport.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator sets about videos.
 *
 * @param maxUpload the largest video that is taken
 * @param uploadExpiry how long an upload may stay unfinished, or unused
 * @param minFree what must stay free on the disk: below it nothing new is taken
 * @param workers videos worked on at the same time by this node; one per core when absent, none when 0
 * @param lease how long a worker that is not heard of keeps its work
 * @param scanner a program that looks for viruses in an uploaded file, its path in place of {@code {}} or at the end
 * @param keep how long the files of a video are kept
 */
@ConfigurationProperties("rapport.media")
record MediaSettings(
        @DefaultValue("100MB") DataSize maxUpload,
        @DefaultValue("24h") Duration uploadExpiry,
        @DefaultValue("500MB") DataSize minFree,
        @Nullable Integer workers,
        @DefaultValue("30s") Duration lease,
        @Nullable String scanner,
        @DefaultValue("730d") Duration keep) {

    int workersHere() {
        return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    }
}
