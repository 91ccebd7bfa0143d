package app.rapport.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The faults waiting at one provider; the oldest that hits a request is taken. */
public final class Faults {
    private final List<Waiting> waiting = new ArrayList<>();
    private long lastId;
    private long cleared;

    private static final class Waiting {
        final long id;
        final Fault fault;
        int left;
        int taken;

        Waiting(long id, Fault fault) {
            this.id = id;
            this.fault = fault;
            this.left = fault.times();
        }
    }

    public synchronized long add(Fault fault) {
        waiting.add(new Waiting(++lastId, fault));
        return lastId;
    }

    /** Clears all; requests kept hanging are let go. */
    public synchronized void clear() {
        waiting.clear();
        cleared++;
        notifyAll();
    }

    public synchronized boolean remove(long id) {
        return waiting.removeIf(one -> one.id == id);
    }

    public synchronized List<ObjectNode> list() {
        return waiting.stream()
                .map(one -> one.fault
                        .describe()
                        .put("id", one.id)
                        .put("left", one.left)
                        .put("taken", one.taken))
                .toList();
    }

    synchronized @Nullable Fault take(Call call) {
        for (var entries = waiting.iterator(); entries.hasNext(); ) {
            var one = entries.next();
            var chance = one.fault.probability();
            if (one.fault.hits(call)
                    && (chance >= 1 || ThreadLocalRandom.current().nextDouble() < chance)) {
                one.taken++;
                if (one.left > 0 && --one.left == 0) {
                    entries.remove();
                }
                return one.fault;
            }
        }
        return null;
    }

    /** Waits until the faults are cleared, at most this long. */
    synchronized void hang(long milliseconds) throws InterruptedException {
        var before = cleared;
        var end = System.nanoTime() + milliseconds * 1_000_000;
        while (cleared == before) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
