package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own below a data folder: durable, behind a password, on the loopback interface only.
 *
 * <p>{@link #start} returns when connections are possible and may be called again after any kind of end, be it a kill, a
 * crash or a power cut. A server that dies while we run is brought back. Nothing stops the server but {@link #close()}:
 * whoever starts it has to call that after the last connection is closed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORTS_TO_TRY = 5;

    private final Home home;
    private final FolderLock lock;
    private final Signals signals;
    private final Door door;
    private Postmaster postmaster;
    private volatile boolean closed;

    private EmbeddedPostgres(Home home, FolderLock lock, Signals signals, Running running) {
        this.home = home;
        this.lock = lock;
        this.signals = signals;
        this.door = running.door();
        this.postmaster = running.postmaster();
        bringBackWhenItEnds(postmaster, 0);
    }

    private record Running(Postmaster postmaster, Door door) {}

    /** Starts the server whose files are in {@code dataFolder/postgres}, making them first if there are none. */
    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, null);
    }

    /** @param shelf where the unpacked programs are kept, when several data folders share them */
    public static EmbeddedPostgres start(Path dataFolder, @Nullable Path shelf) {
        long began = System.nanoTime();
        try {
            var home = Home.in(dataFolder);
            var runAs = RunAs.ownerOf(home.cluster());
            var lock = FolderLock.of(home);
            try {
                var server = startLocked(home, lock, runAs, shelf(home, runAs, shelf));
                log.info(
                        "PostgreSQL is ready on port {} after {} ms, its files are in {}",
                        server.port(),
                        Duration.ofNanos(System.nanoTime() - began).toMillis(),
                        home.folder());
                return server;
            } catch (Throwable e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("PostgreSQL could not be started in " + dataFolder + ": " + e, e);
        }
    }

    /** The shared shelf serves only where the programs are or can be put, and the user they run as can enter. */
    private static Path shelf(Home home, RunAs runAs, @Nullable Path shared) throws IOException {
        if (shared == null) {
            return home.folder();
        }
        var shelf = Files.createDirectories(shared).toRealPath();
        return runAs.reaches(shelf) && (Files.isWritable(shelf) || Binaries.areOn(shelf)) ? shelf : home.folder();
    }

    private static EmbeddedPostgres startLocked(Home home, FolderLock lock, RunAs runAs, Path shelf)
            throws IOException {
        var binaries = Binaries.on(shelf);
        var cluster = new Cluster(home, binaries, runAs);
        var signals = new Signals(binaries, runAs);
        if (runAs.isAnother()) {
            // Passing through is all that the other user may do here; what lies inside protects itself.
            Files.setPosixFilePermissions(home.folder(), PosixFilePermissions.fromString("rwx--x--x"));
        }
        cluster.discardUnfinished();
        if (cluster.exists()) {
            runAs.own(home.cluster());
            runAs.checkReach(home.cluster());
            new Leftovers(home.cluster(), signals).clear();
            if (!home.hasPassword()) {
                cluster.resetPassword(home.inventPassword());
            }
        } else {
            home.inventPassword();
            cluster.create();
        }
        binaries.discardOthers(home.folder());
        return new EmbeddedPostgres(home, lock, signals, launchOnFreePort(home, signals));
    }

    /** A port can be taken between asking and listening; then another one is tried. */
    private static Running launchOnFreePort(Home home, Signals signals) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var door = new Door(home.freePort(), home.password());
            var postmaster = Postmaster.launch(home, signals, door.port());
            try {
                postmaster.awaitReady(door);
                return new Running(postmaster, door);
            } catch (IOException | RuntimeException e) {
                postmaster.stop();
                if (attempt == PORTS_TO_TRY || !postmaster.couldNotBind()) {
                    throw e;
                }
            }
        }
    }

    /** The address of Rapport's own database. */
    public String jdbcUrl() {
        return jdbcUrl(Door.DATABASE);
    }

    /** The address of another database of this server. */
    public String jdbcUrl(String database) {
        return door.url(database);
    }

    public String superuser() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return door.password();
    }

    public int port() {
        return door.port();
    }

    /** Stops the server; once it is stopped this does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        postmaster.stop();
        try {
            lock.close();
        } catch (IOException e) {
            log.warn("The lock of {} could not be given back", home.folder(), e);
        }
    }

    private void bringBackWhenItEnds(Postmaster running, int failures) {
        long began = System.nanoTime();
        var _ = running.ended().thenRun(() -> {
            boolean ranWell = System.nanoTime() - began > TimeUnit.MINUTES.toNanos(1);
            bringBackSoon(ranWell ? 0 : failures);
        });
    }

    /** At once after a good run, then less and less eagerly: what keeps it from starting may take a person to mend. */
    private void bringBackSoon(int failures) {
        if (closed) {
            return;
        }
        long pause = failures == 0 ? 0 : Math.min(30_000, 100L << Math.min(failures, 10));
        var later = CompletableFuture.delayedExecutor(
                pause, TimeUnit.MILLISECONDS, Thread.ofPlatform().daemon().name("postgres-revival")::start);
        var _ = CompletableFuture.runAsync(() -> bringBack(failures + 1), later);
    }

    /** On the same port: its address has been handed out. */
    private void bringBack(int failures) {
        try {
            var revived = relaunch();
            if (revived == null) {
                return;
            }
            try {
                revived.awaitReady(door);
            } catch (IOException | RuntimeException e) {
                revived.stop();
                throw e;
            }
            log.info("PostgreSQL is back on port {}", door.port());
            bringBackWhenItEnds(revived, failures);
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                log.error("PostgreSQL does not come back; trying again", e);
                bringBackSoon(failures);
            }
        }
    }

    /** Apart from the waiting, so that {@link #close} can cut a long recovery short. */
    private synchronized @Nullable Postmaster relaunch() throws IOException {
        if (closed) {
            return null;
        }
        log.warn("PostgreSQL has ended by itself: starting it again");
        new Leftovers(home.cluster(), signals).clear();
        postmaster = Postmaster.launch(home, signals, door.port());
        return postmaster;
    }
}
