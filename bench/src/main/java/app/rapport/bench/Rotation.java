package app.rapport.bench;

import app.rapport.Rapport;
import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.jobs.JobHandler;
import app.rapport.platform.secrets.SealedColumn;
import app.rapport.platform.secrets.Secrets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** How long 100,000 secrets of one organisation take to be sealed under a new key while somebody goes on reading them. */
public final class Rotation {
    private static final int SECRETS = 100_000;
    private static final int BATCH = 2_000;

    private final Secrets secrets;
    private final SealedColumn column;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final JobHandler job;
    private final OrganizationId organization = new OrganizationId(UUID.randomUUID());
    private final List<UUID> ids = new ArrayList<>();

    private Rotation(ConfigurableApplicationContext rapport) {
        this.secrets = rapport.getBean(Secrets.class);
        this.column = rapport.getBean("signInVerifiers", SealedColumn.class);
        this.db = rapport.getBean(JdbcClient.class);
        this.transaction = rapport.getBean(TransactionTemplate.class);
        this.job = rapport.getBeansOfType(JobHandler.class).values().stream()
                .filter(handler -> handler.kind().equals("secrets.rotate"))
                .findFirst()
                .orElseThrow();
    }

    /** Prints the table and writes {@code bench/out/rotation.json}. */
    public static void main(String[] args) throws Exception {
        var data = Files.createTempDirectory("rapport-bench");
        try (var rapport = new SpringApplication(Rapport.class)
                .run("--server.port=0", "--rapport.data=" + data, "--logging.level.root=warn")) {
            Figure.publish("rotation", new Rotation(rapport).measure());
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private List<Figure> measure() throws Exception {
        while (ids.size() < SECRETS) {
            Tenancy.run(organization, () -> transaction.executeWithoutResult(status -> seal()));
        }
        var stop = new AtomicBoolean();
        var reads = new AtomicLong();
        var wrong = new AtomicLong();
        var slowest = new AtomicLong();
        var reader = Thread.ofPlatform()
                .start(() -> Tenancy.run(organization, () -> {
                    for (var i = 0; !stop.get(); i = (i + 7_919) % SECRETS) {
                        var id = ids.get(i);
                        var began = System.nanoTime();
                        var right = transaction.execute(status -> open(id).equals("secret of " + id));
                        slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                        reads.incrementAndGet();
                        if (!Boolean.TRUE.equals(right)) {
                            wrong.incrementAndGet();
                        }
                    }
                }));
        var began = System.nanoTime();
        Tenancy.<Object, Exception>in(
                organization,
                () -> Objects.requireNonNull(job.run(organization.toString(), (done, total, message) -> {})));
        var seconds = (System.nanoTime() - began) / 1e9;
        stop.set(true);
        reader.join();
        return List.of(
                Figure.atMost("100,000 secrets sealed anew in", seconds, "s", 60),
                Figure.reported("secrets opened meanwhile", (double) reads.get(), "reads"),
                Figure.atMost("  opened wrongly", (double) wrong.get(), "reads", 0),
                Figure.reported("  slowest", slowest.get() / 1e6, "ms"));
    }

    private void seal() {
        var batch = Stream.generate(Ids::next).limit(BATCH).toList();
        db.sql("""
                insert into connections.sign_in (id, organization_id, user_id, provider, state_hash, verifier, created_at, expires_at)
                select id, :organization, id, 'x', id::text, verifier, now(), now() + interval '1 day'
                from unnest(cast(:ids as uuid[]), cast(:verifiers as text[])) as t (id, verifier)
                """)
                .param("organization", organization.value())
                .param("ids", batch.toArray(UUID[]::new))
                .param(
                        "verifiers",
                        batch.stream()
                                .map(id -> secrets.seal(column, id, "secret of " + id))
                                .toArray(String[]::new))
                .update();
        ids.addAll(batch);
    }

    private String open(UUID id) {
        return secrets.open(
                column,
                id,
                db.sql("select verifier from connections.sign_in where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single());
    }
}
