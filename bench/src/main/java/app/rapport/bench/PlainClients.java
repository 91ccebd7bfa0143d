package app.rapport.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Clients that each insert one row and commit, over and over: what a database gives without grouping. */
final class PlainClients {
    private static final String INSERT =
            "insert into intake.receipt (id, provider, received_at, headers, body) values (gen_random_uuid(), 'plain', now(), '{}', %s)";

    private PlainClients() {}

    static double perSecond(HikariDataSource pool, int clients, byte[] body, int seconds) throws Exception {
        return Ingest.installed("pgbench")
                ? byPgbench(pool, clients, body, seconds)
                : byThreads(pool, clients, body, seconds);
    }

    /** The payload travels with each statement, as a client's must. */
    private static double byPgbench(HikariDataSource pool, int clients, byte[] body, int seconds) throws Exception {
        var address = URI.create(pool.getJdbcUrl().substring("jdbc:".length()));
        var script = Files.createTempFile("plain", ".sql");
        try {
            var literal = "'" + new String(body, StandardCharsets.UTF_8) + "'::bytea";
            Files.writeString(script, INSERT.formatted(literal) + ";\n");
            var printed = Ingest.run(
                    List.of(
                            "pgbench",
                            "-n",
                            "-M",
                            "simple",
                            "-c" + clients,
                            "-j1",
                            "-T" + seconds,
                            "-f" + script,
                            "-h" + address.getHost(),
                            "-p" + address.getPort(),
                            "-U" + pool.getUsername(),
                            address.getPath().substring(1)),
                    Map.of("PGPASSWORD", pool.getPassword(), "PGOPTIONS", "-c rapport.scope=system"));
            var tps = Pattern.compile("tps = ([\\d.]+)").matcher(printed);
            if (!tps.find()) {
                throw new IllegalStateException("pgbench printed something else: " + printed);
            }
            return Double.parseDouble(tps.group(1));
        } finally {
            Files.delete(script);
        }
    }

    private static double byThreads(HikariDataSource pool, int clients, byte[] body, int seconds) throws Exception {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var workers = new ArrayList<Callable<Long>>();
        for (var i = 0; i < clients; i++) {
            workers.add(() -> {
                try (var connection =
                                DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                        var scope = connection.createStatement();
                        var insert = connection.prepareStatement(INSERT.formatted("?"))) {
                    scope.execute("select set_config('rapport.scope', 'system', false)");
                    insert.setBytes(1, body);
                    var count = 0L;
                    for (; System.nanoTime() < end; count++) {
                        insert.executeUpdate();
                    }
                    return count;
                }
            });
        }
        var total = 0L;
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (var done : threads.invokeAll(workers)) {
                total += done.get();
            }
        }
        return total / (double) seconds;
    }
}
