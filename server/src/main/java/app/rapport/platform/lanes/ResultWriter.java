package app.rapport.platform.lanes;

import app.rapport.platform.Tenancy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes whatever results wait and commits them together, so that under load a commit is shared by many and without load
 * nobody waits for company. Two take turns at the disk: while one waits for its commit the other writes. A lane's results
 * go by the same one, so they are kept in the order in which they came about.
 */
final class ResultWriter {
    private static final Logger log = LoggerFactory.getLogger(ResultWriter.class);
    private static final int MOST = 500;
    private static final long AGAIN_MS = 500;

    private final ResultTable table;
    private final TransactionTemplate transaction;
    private final Map<String, DeliveryHandler<Object>> handlers;
    private final BiConsumer<List<Result>, Set<UUID>> settled;
    private final List<Desk> desks = List.of(new Desk(), new Desk());
    private volatile boolean stopping;

    /** @param settled hears of results that are settled, and of those among them that were refused */
    ResultWriter(
            ResultTable table,
            TransactionTemplate transaction,
            Map<String, DeliveryHandler<Object>> handlers,
            BiConsumer<List<Result>, Set<UUID>> settled) {
        this.table = table;
        this.transaction = transaction;
        this.handlers = handlers;
        this.settled = settled;
    }

    void start() {
        desks.forEach(desk -> desk.thread.start());
    }

    void submit(Result result) {
        desks.get(Math.floorMod(result.lane().id.hashCode(), desks.size()))
                .waiting
                .add(result);
    }

    boolean idle() {
        return desks.stream().allMatch(desk -> desk.waiting.isEmpty() && !desk.busy);
    }

    void stop() throws InterruptedException {
        stopping = true;
        for (var desk : desks) {
            desk.thread.interrupt();
        }
        for (var desk : desks) {
            desk.thread.join(2_000);
        }
    }

    private final class Desk {
        private final BlockingQueue<Result> waiting = new LinkedBlockingQueue<>();
        private final Thread thread =
                Thread.ofPlatform().name("lane-results").daemon().unstarted(this::work);
        private volatile boolean busy;

        private void work() {
            var batch = new ArrayList<Result>(MOST);
            while (!stopping) {
                try {
                    var first = waiting.take();
                    busy = true;
                    batch.add(first);
                    waiting.drainTo(batch, MOST - 1);
                    // In the order of ids, like everybody who locks many deliveries.
                    batch.sort(Comparator.comparing(Result::id));
                    var refused = new HashSet<UUID>();
                    write(batch, refused);
                    settled.accept(List.copyOf(batch), refused);
                } catch (InterruptedException e) {
                    return;
                } finally {
                    batch.clear();
                    busy = false;
                }
            }
        }
    }

    /** Never gives up: the database will be back, and what is not written would be sent again. */
    private void write(List<Result> batch, Set<UUID> refused) throws InterruptedException {
        while (!stopping) {
            var failure = attempt(batch, refused, true);
            if (failure == null) {
                return;
            }
            if (failure instanceof org.springframework.dao.TransientDataAccessException
                    || failure instanceof org.springframework.dao.DataAccessResourceFailureException
                    || failure instanceof org.springframework.transaction.CannotCreateTransactionException) {
                log.warn("results of {} deliveries wait for the database: {}", batch.size(), failure.getMessage());
                Thread.sleep(AGAIN_MS);
                continue;
            }
            // One bad row must not hold up its neighbours.
            for (var result : batch) {
                var alone = batch.size() == 1 ? failure : attempt(List.of(result), refused, true);
                if (alone != null) {
                    log.error("what became of delivery {} could not be told to its handler", result.id(), alone);
                    var last = attempt(List.of(result), refused, false);
                    if (last != null) {
                        log.error("attempt at delivery {} could not be recorded", result.id(), last);
                    }
                }
            }
            return;
        }
    }

    private @Nullable RuntimeException attempt(List<Result> batch, Set<UUID> refused, boolean tell) {
        try {
            Tenancy.runSystem(() -> transaction.executeWithoutResult(status -> record(batch, refused, tell)));
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void record(List<Result> batch, Set<UUID> refused, boolean tell) {
        var written = table.write(batch);
        batch.stream().map(Result::id).filter(id -> !written.contains(id)).forEach(refused::add);
        if (written.size() < batch.size()) {
            log.info("{} results came after their lane had been taken over", batch.size() - written.size());
        }
        if (!tell) {
            return;
        }
        batch.stream()
                .filter(result -> written.contains(result.id()))
                .collect(Collectors.groupingBy(result -> result.lane().kind()))
                .forEach((kind, results) -> {
                    var handler = handlers.get(kind);
                    if (handler != null) {
                        handler.recorded(results.stream().map(Result::finished).toList());
                    }
                });
    }
}
