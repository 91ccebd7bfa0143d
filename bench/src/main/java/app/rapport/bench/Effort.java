package app.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Processor time of this process and of its PostgreSQL: says what something costs even on a busy machine. */
record Effort(long postmaster, Duration ours, Duration database) {

    /** @param data the folder whose PostgreSQL counts */
    static Effort of(Path data) throws IOException {
        try (var files = Files.walk(data, 4)) {
            var file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return new Effort(
                    Long.parseLong(Files.readAllLines(file).getFirst().strip()), Duration.ZERO, Duration.ZERO);
        }
    }

    Effort now() {
        var server =
                ProcessHandle.of(postmaster).stream().flatMap(one -> Stream.concat(Stream.of(one), one.children()));
        return new Effort(
                postmaster,
                time(ProcessHandle.current()),
                server.map(Effort::time).reduce(Duration.ZERO, Duration::plus));
    }

    private static Duration time(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Effort since(Effort before) {
        return new Effort(postmaster, ours.minus(before.ours), database.minus(before.database));
    }

    String per(int many) {
        return String.format(
                Locale.ROOT,
                "processor time for each of %d: %d µs here, %d µs in PostgreSQL",
                many,
                ours.toNanos() / 1_000 / many,
                database.toNanos() / 1_000 / many);
    }
}
