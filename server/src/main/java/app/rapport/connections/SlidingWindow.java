package app.rapport.connections;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The places taken in the last window of a budget. However it is laid, no window holds more than the budget allows: each
 * place becomes free a whole window after it was taken, not at an edge that all of them share.
 *
 * <p>Times are kept by the slot they fall in, so that a hundred thousand places of a day fit into one row. A place counts for
 * as long as its whole slot may.
 */
final class SlidingWindow {
    private static final int SLOTS = 200;

    private final long limit;
    private final long length;
    private final long slot;
    private final TreeMap<Long, Long> taken = new TreeMap<>();

    /** Nothing taken yet. */
    SlidingWindow(Provider.Budget budget) {
        this.limit = budget.limit();
        this.length = Duration.ofSeconds(budget.windowSeconds()).toMillis();
        this.slot = Math.max(1, length / SLOTS);
    }

    /**
     * As it was stored, without what counts no longer.
     *
     * @param ahead how far in advance places are taken at most; those further ahead are from before the clock was set back
     */
    SlidingWindow(Provider.Budget budget, List<Long> stored, Instant now, Duration ahead) {
        this(budget);
        var latest = slotOf(now.plus(ahead));
        for (var i = 0; i < stored.size(); i += 2) {
            var number = stored.get(i);
            if (number <= latest && freeAgain(number) > now.toEpochMilli()) {
                taken.put(number, stored.get(i + 1));
            }
        }
    }

    /** How many places are left. */
    long left() {
        var used = 0L;
        for (var count : taken.values()) {
            used += count;
        }
        return Math.max(0, limit - used);
    }

    /** When the next place is free: never before one that is taken already, so that those who wait go in turn. */
    Instant next(Instant now) {
        var at = now.toEpochMilli();
        if (!taken.isEmpty()) {
            at = Math.max(at, taken.lastKey() * slot);
        }
        var used = 0L;
        for (var entry : taken.descendingMap().entrySet()) {
            used += entry.getValue();
            if (used >= limit) {
                at = Math.max(at, freeAgain(entry.getKey()));
                break;
            }
        }
        return Instant.ofEpochMilli(at);
    }

    void take(Instant at, long places) {
        taken.merge(slotOf(at), places, Long::sum);
    }

    /** Pairs of a slot and how many places are taken in it, oldest first. */
    List<Long> stored() {
        var pairs = new ArrayList<Long>();
        taken.forEach((number, places) -> {
            pairs.add(number);
            pairs.add(places);
        });
        return pairs;
    }

    private long slotOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), slot);
    }

    private long freeAgain(long takenSlot) {
        return (takenSlot + 1) * slot + length;
    }
}
