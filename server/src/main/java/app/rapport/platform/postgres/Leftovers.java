package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed Rapport leaves behind: a server without a master, or only its {@code postmaster.pid}.
 *
 * <p>The number in that file proves nothing: it may be taken by a stranger after a restart of the machine or container, or
 * be a zombie nobody reaps. PostgreSQL trusts the number and would refuse to start, so who really works on the cluster is
 * asked of the system. Called only by the holder of the lock, so no other Rapport is in the middle of starting.
 */
record Leftovers(Path cluster, Signals signals) {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration FAST = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);
    // Backends notice that their postmaster is gone within moments, unless busy with one long statement.
    private static final Duration ORPHANED = Duration.ofSeconds(5);

    void clear() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = firstNumberOf(pidFile);
        if (worksHere(pid)) {
            log.info("PostgreSQL of an earlier run is still there as process {}: stopping it", pid);
            signals.send("INT", pid);
            gone(List.of(pid), FAST);
        }
        if (!gone(inhabitants(), ORPHANED) && !endedBy("QUIT") && !endedBy("KILL")) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL of an earlier run still works in %s and does not stop: end the processes %s first"
                            .formatted(cluster, inhabitants()));
        }
        Files.deleteIfExists(pidFile);
    }

    private boolean endedBy(String signal) throws IOException {
        var stragglers = inhabitants();
        stragglers.forEach(pid -> signals.send(signal, pid));
        return gone(stragglers, IMMEDIATE);
    }

    private static long firstNumberOf(Path pidFile) throws IOException {
        var lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
        } catch (NumberFormatException _) {
            return 0; // written by half when the power went
        }
    }

    /** Every process of PostgreSQL has its cluster as working folder, from the postmaster to the last backend. */
    private List<Long> inhabitants() throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(process -> process.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(this::worksHere)
                    .toList();
        }
    }

    private boolean worksHere(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try {
            if (pid <= 0
                    || !Files.readString(process.resolve("comm")).strip().equals("postgres")
                    || isZombie(process)) {
                return false;
            }
            return Objects.equals(key(process.resolve("cwd")), key(cluster));
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException _) {
            return namesClusterInCommandLine(process);
        }
    }

    /** In a container root may not look into the working folder of another user, but may read its command line. */
    private boolean namesClusterInCommandLine(Path process) {
        try {
            return List.of(Files.readString(process.resolve("cmdline")).split("\0"))
                    .contains(cluster.toString());
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isZombie(Path process) throws IOException {
        var stat = Files.readString(process.resolve("stat"));
        // "pid (name) state …", and the name may contain anything
        return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
    }

    private static Object key(Path folder) throws IOException {
        return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    }

    private boolean gone(List<Long> pids, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (pids.stream().anyMatch(this::worksHere)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Pause.milliseconds(10);
        }
        return true;
    }
}
