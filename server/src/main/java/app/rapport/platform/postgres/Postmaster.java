package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of the server, from its first line in the log to its end. */
final class Postmaster {
    // Recovery after a crash can take its time, and cutting it short would only make it start over.
    private static final Duration TO_START = Duration.ofMinutes(10);
    private static final Duration TO_STOP = Duration.ofSeconds(60);
    private static final long LOG_LIMIT = 8L << 20;

    private final Home home;
    private final Signals signals;
    private final Process process;
    private final long logStart;

    private Postmaster(Home home, Signals signals, Process process, long logStart) {
        this.home = home;
        this.signals = signals;
        this.process = process;
        this.logStart = logStart;
    }

    static Postmaster launch(Home home, Signals signals, int port) throws IOException {
        long logStart = rollOver(home.log());
        var server = signals.runAs().program(signals.binaries().program("postgres"));
        // In a session of its own, Ctrl-C in our terminal does not pull the database from under a closing application.
        var detached = Program.installed("setsid") ? new Program(List.of("setsid")).and(server) : server;
        var process = detached.and("-D", home.cluster().toString())
                .and("-c", "listen_addresses=127.0.0.1", "-c", "port=" + port, "-c", "unix_socket_directories=")
                .launch(home.log());
        return new Postmaster(home, signals, process, logStart);
    }

    private static long rollOver(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, Home.OWNER_ONLY);
        }
        return Files.size(log);
    }

    /** Returns once the door opens: a connection has been made. */
    void awaitReady(Door door) throws IOException {
        long end = System.nanoTime() + TO_START.toNanos();
        @Nullable SQLException last = null;
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw failure("PostgreSQL ended while starting", last);
            }
            if (saysReady()) {
                try {
                    door.open();
                    return;
                } catch (SQLException e) {
                    if (Door.isFinal(e)) {
                        throw failure(Door.sentence(e, home), e);
                    }
                    last = e;
                }
            }
            Pause.milliseconds(5);
        }
        throw failure("PostgreSQL is not ready after " + TO_START.toMinutes() + " minutes", last);
    }

    /** The last line of postmaster.pid, if it is this run's: cheaper than knocking at a closed door. */
    private boolean saysReady() {
        try {
            var lines = Files.readAllLines(home.cluster().resolve("postmaster.pid"));
            return lines.size() > 7
                    && lines.getFirst().strip().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException _) {
            return false; // not written yet
        }
    }

    EmbeddedPostgresException failure(String sentence, @Nullable Throwable cause) {
        return new EmbeddedPostgresException(
                "%s. The end of %s:%n%s".formatted(sentence, home.log(), logTail()), cause);
    }

    boolean couldNotBind() {
        return logTail().contains("could not bind");
    }

    /** What this run has logged, at most the last 8 KiB of it. */
    private String logTail() {
        try (var log = Files.newByteChannel(home.log())) {
            log.position(Math.max(logStart, log.size() - 8192));
            var bytes = ByteBuffer.allocate((int) Math.max(0, log.size() - log.position()));
            while (bytes.hasRemaining() && log.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }

    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Disconnects everybody and writes all out; what is still there after a minute is cut off and recovers next time. */
    void stop() {
        // Somebody in a hurry has interrupted us: the server must not be left behind for that.
        boolean interrupted = Thread.interrupted();
        try {
            if (process.isAlive()) {
                signals.send("INT", process.pid());
            }
            if (!ends(TO_STOP)) {
                signals.send("QUIT", process.pid());
                if (!ends(Duration.ofSeconds(10))) {
                    process.destroyForcibly();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean ends(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
