package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the files of a database server: once, completely, or not at all. */
record Cluster(Home home, Binaries binaries, RunAs runAs) {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final String UNFINISHED = "cluster.unfinished-";

    static final String SUPERUSER = "postgres";

    /** Where the server listens is not here but on its command line: nobody opens it by editing a file. */
    private static final List<String> SETTINGS = List.of(
            // A committed row is on the disk.
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "password_encryption=scram-sha-256",
            "max_connections=100",
            // Sized for a laptop that does other things too.
            "shared_buffers=256MB",
            "effective_cache_size=1GB",
            "work_mem=8MB",
            "maintenance_work_mem=128MB",
            "random_page_cost=1.1",
            "min_wal_size=128MB",
            "max_wal_size=1GB",
            "checkpoint_timeout=15min",
            "timezone=UTC",
            "log_timezone=UTC",
            // Failed statements are reported to whoever sent them; here their values would only leak and fill the disk.
            "log_min_messages=log",
            "log_error_verbosity=terse",
            "log_checkpoints=off",
            "log_autovacuum_min_duration=-1");

    boolean exists() {
        return Files.exists(home.cluster().resolve("PG_VERSION"));
    }

    void create() throws IOException {
        runAs.own(home.passwordFile());
        var outcome = initialise("C.UTF-8");
        if (!outcome.succeeded() && outcome.output().contains("invalid locale name")) {
            // Everything works but trigram search of letters beyond ASCII.
            outcome = initialise("C");
        }
        if (!outcome.succeeded()) {
            throw new EmbeddedPostgresException("PostgreSQL could not make its files in %s:%n%s"
                    .formatted(home.folder(), outcome.output().strip()));
        }
        Files.move(unfinished(), home.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Sorting and case are PostgreSQL's own, the same on every machine. Only the classification of letters is the
     * system's, because pg_trgm asks there which characters make a word.
     */
    private Program.Result initialise(String letters) throws IOException {
        Files.createDirectories(unfinished());
        runAs.own(unfinished());
        runAs.checkReach(unfinished());
        var options = new ArrayList<>(List.of(
                "--pgdata=" + unfinished(),
                "--username=" + SUPERUSER,
                "--pwfile=" + home.passwordFile(),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--lc-ctype=" + letters));
        SETTINGS.forEach(setting -> options.add("--set=" + setting));
        return runAs.program(binaries.program("initdb"))
                .and(options.toArray(String[]::new))
                .run();
    }

    /**
     * Half-made files never bear the final name. Nor the name an earlier start gave them: its initdb may outlive it, and
     * in the end wipes the folder it believes to be its own.
     */
    private Path unfinished() {
        return home.folder().resolve(UNFINISHED + ProcessHandle.current().pid());
    }

    void discardUnfinished() throws IOException {
        try (var earlier = Files.newDirectoryStream(home.folder(), UNFINISHED + "*")) {
            for (var folder : earlier) {
                try {
                    Folders.delete(folder);
                } catch (FileSystemException e) {
                    log.info("{} is still being written to and left for the next start: {}", folder, e.toString());
                }
            }
        }
    }

    /** For a cluster whose password file was lost: the server in single-user mode asks for none. */
    void resetPassword(String password) throws IOException {
        var statement = Files.createTempFile(home.folder(), "password", ".sql");
        try {
            Files.writeString(statement, "alter role %s password '%s'%n".formatted(SUPERUSER, password));
            runAs.own(statement);
            var outcome = runAs.program(binaries.program("postgres"))
                    .and("--single", "-D", home.cluster().toString(), "-c", "log_min_messages=fatal", "postgres")
                    .reading(statement)
                    .run();
            if (!outcome.succeeded()) {
                throw new EmbeddedPostgresException("PostgreSQL could not be given a new password in %s:%n%s"
                        .formatted(home.folder(), outcome.output().strip()));
            }
        } finally {
            Files.deleteIfExists(statement);
        }
    }
}
