package app.rapport.crm;

import app.rapport.conversations.Conversations;
import app.rapport.crm.Integrations.Integration;
import app.rapport.platform.jobs.JobHandler;
import app.rapport.platform.jobs.JobProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings all completed conversations up to date and stays until each has got there or failed. */
@Component
class SyncAll implements JobHandler {
    static final String KIND = "crm.sync";
    static final String EVERYTHING = "all";
    private static final int PAGE = 100;
    private static final Duration LOOK = Duration.ofMillis(250);
    /** After this long the job says so and ends; what is queued goes on by itself. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Conversations conversations;
    private final Integrations integrations;
    private final Syncs syncs;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SyncAll(
            Conversations conversations,
            Integrations integrations,
            Syncs syncs,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock) {
        this.conversations = conversations;
        this.integrations = integrations;
        this.syncs = syncs;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Queued(Instant oldest, boolean last, Set<UUID> syncs) {}

    record Result(long total, long synced, long failed, long waiting) {}

    @Override
    public Object run(String subject, JobProgress progress) throws InterruptedException {
        transaction.executeWithoutResult(status -> chosen(subject).forEach(integrations::tryNow));
        var wanted = new HashSet<UUID>();
        var before = clock.instant().plus(Duration.ofDays(1));
        for (var last = false; !last; ) {
            var from = before;
            var page = Objects.requireNonNull(transaction.execute(status -> queue(subject, from)));
            wanted.addAll(page.syncs());
            before = page.oldest();
            last = page.last();
            progress.report(0, wanted.size(), "Queued " + wanted.size());
        }
        var ids = List.copyOf(wanted);
        var started = System.nanoTime();
        while (true) {
            var result = Objects.requireNonNull(transaction.execute(status -> count(ids)));
            var done = result.synced() + result.failed();
            progress.report(done, result.total(), done + " of " + result.total());
            if (result.waiting() == 0 || System.nanoTime() - started > LONGEST.toNanos()) {
                return result;
            }
            Thread.sleep(LOOK);
        }
    }

    private List<Integration> chosen(String subject) {
        return integrations.all().stream()
                .filter(one -> subject.equals(EVERYTHING) || one.id().toString().equals(subject))
                .filter(one -> one.connection().usable())
                .toList();
    }

    private Queued queue(String subject, Instant before) {
        var chosen = chosen(subject);
        var ids = conversations.completedBefore(before, PAGE);
        var wanted = new HashSet<UUID>();
        var oldest = before;
        for (var id : ids) {
            var talk = conversations.find(id);
            if (talk.isEmpty()) {
                continue;
            }
            if (talk.get().startedAt().isBefore(oldest)) {
                oldest = talk.get().startedAt();
            }
            for (var integration : chosen) {
                wanted.add(syncs.want(integration, id, talk.get().title(), "all by hand", null));
            }
        }
        return new Queued(oldest, ids.size() < PAGE || oldest.equals(before), wanted);
    }

    private Result count(List<UUID> ids) {
        if (ids.isEmpty()) {
            return new Result(0, 0, 0, 0);
        }
        var states = new java.util.HashMap<String, Long>();
        db.sql("select state, count(*) n from crm.sync where id = any(cast(:ids as uuid[])) group by state")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("state"), row.getLong("n")))
                .list()
                .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        var synced = states.getOrDefault("synced", 0L);
        var failed = states.getOrDefault("failed", 0L) + states.getOrDefault("blocked", 0L);
        return new Result(ids.size(), synced, failed, ids.size() - synced - failed);
    }
}
