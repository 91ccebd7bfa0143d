package app.rapport.bench;

import app.rapport.Rapport;
import app.rapport.platform.Tenancy;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * How many signed webhooks a second are taken in, each committed before its answer: 64 connections, events of 1.6 KB, fsync
 * on, handlers at work behind the door. Beside it, on the same database and in the same run, 64 plain clients that commit one
 * such row each. {@code --seconds=15} is the length of each of the three rounds.
 *
 * <p>The load comes from wrk and pgbench where they are installed, else from this program.
 */
public final class Ingest {
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 3;
    private static final int EVENT_BYTES = 1_633;
    private static final String SECRET = "secret of the measurement";
    private static final String PUBLIC_URL = "http://rapport.example";
    private static final String PATH = "/api/webhooks/hubspot";

    private final ConfigurableApplicationContext rapport;
    private final byte[] event = event();
    private long total;

    private Ingest(ConfigurableApplicationContext rapport) {
        this.rapport = rapport;
    }

    /** Prints the table and writes {@code bench/out/ingest.json}. */
    public static void main(String[] args) throws Exception {
        var seconds = List.of(args).stream()
                .filter(arg -> arg.startsWith("--seconds="))
                .map(arg -> Integer.parseInt(arg.substring("--seconds=".length())))
                .findFirst()
                .orElse(15);
        var data = Files.createTempDirectory("rapport-bench");
        try (var rapport = new SpringApplication(Rapport.class)
                .run(
                        "--server.port=0",
                        "--rapport.data=" + data,
                        "--rapport.app-url=" + PUBLIC_URL,
                        "--rapport.providers.hubspot.client-secret=" + SECRET,
                        "--logging.level.root=warn")) {
            Figure.publish("ingest", new Ingest(rapport).measure(seconds));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private List<Figure> measure(int seconds) throws Exception {
        var port = Integer.parseInt(rapport.getEnvironment().getRequiredProperty("local.server.port"));
        var pool = rapport.getBean(HikariDataSource.class);
        load(port, seconds); // the machine learns the hot paths; not counted
        var ours = new ArrayList<Load.Result>();
        var plain = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            ours.add(load(port, seconds));
            plain.add(PlainClients.perSecond(pool, CONNECTIONS, event, Math.max(5, seconds / 2)));
        }
        System.out.printf("accepted a second: %s, plain clients: %s%n", ours, plain);
        var rate = median(ours.stream().map(Load.Result::perSecond).toList());
        var p99 = median(ours.stream().map(Load.Result::p99Ms).toList());
        var answered = (double) total;
        return List.of(
                Figure.atLeast("signed events accepted, committed before the 2xx", rate, "/s", 12_000),
                Figure.atMost("  99 of 100 are answered within", p99, "ms", 30),
                Figure.reported("64 plain clients, one row and commit each", median(plain), "/s"),
                Figure.atLeast("accepted against plain clients", rate / median(plain), "ratio", 1.0),
                Figure.atMost("answered 200 but not on record", Math.max(0.0, answered - kept()), "events", 0),
                Figure.reported("handled meanwhile", done(), "events"));
    }

    private Load.Result load(int port, int seconds) throws Exception {
        // Signed anew for each round: a signature is believed for five minutes.
        var stamp = String.valueOf(Instant.now().toEpochMilli());
        var result = Load.post(
                port,
                PATH,
                event,
                List.of(
                        "Content-Type: application/json",
                        "X-HubSpot-Request-Timestamp: " + stamp,
                        "X-HubSpot-Signature-v3: " + sign(stamp)),
                CONNECTIONS,
                seconds);
        if (result.refused() > 0) {
            throw new IllegalStateException(result.refused() + " answers were not 200");
        }
        total += result.answered();
        return result;
    }

    private double kept() {
        return count("select count(*) from intake.receipt where provider = 'hubspot'");
    }

    private double done() {
        return count("select count(*) from intake.work where state = 'done'");
    }

    private double count(String sql) {
        var db = rapport.getBean(JdbcClient.class);
        var transaction = rapport.getBean(TransactionTemplate.class);
        return Objects.requireNonNull(Tenancy.system(() ->
                transaction.execute(status -> db.sql(sql).query(Double.class).single())));
    }

    private String sign(String stamp) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(("POST" + PUBLIC_URL + PATH).getBytes(StandardCharsets.UTF_8));
        mac.update(event);
        mac.update(stamp.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal());
    }

    private static byte[] event() {
        var start = "[{\"eventId\":1765889351,\"subscriptionId\":7662269,\"portalId\":4711,\"appId\":51879189,"
                + "\"occurredAt\":1763629200000,\"subscriptionType\":\"contact.propertyChange\",\"attemptNumber\":0,"
                + "\"objectId\":101,\"propertyName\":\"notes\",\"changeSource\":\"CRM_UI\",\"propertyValue\":\"";
        var end = "\"}]";
        return (start + "x".repeat(EVENT_BYTES - start.length() - end.length()) + end)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Whether a program can be started by its name. */
    static boolean installed(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program to its end and answers with what it printed. */
    static String run(List<String> command, java.util.Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed: " + printed);
        }
        return printed;
    }
}
