package app.rapport.platform.lanes;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.lanes.LaneTable.Leased;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lane in the memory of the node that holds its lease: what was read ahead, what is under way, and why nothing may begin
 * right now. Every method is synchronized; none waits.
 *
 * <p>A row stays known from reading it until its result is committed, so nothing read meanwhile is begun twice.
 */
final class Lane {
    private static final int READ_AHEAD = 4;

    final LaneId id;
    final OrganizationId organization;
    final long fence;
    private LaneSettings settings;
    private boolean paused;
    private boolean lost;
    private @Nullable Instant heldUntil;
    private final Breaker breaker = new Breaker();
    private final Pace pace = new Pace();

    private final ArrayDeque<Item> ready = new ArrayDeque<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Set<UUID> known = new HashSet<>();
    private int running;

    /** There may be more in the table than we know. */
    private boolean hungry = true;

    private String lastKey = "";
    private long lastBusy;

    Lane(Leased leased, long nanos) {
        this.id = leased.id();
        this.organization = leased.organization();
        this.fence = leased.fence();
        this.settings = leased.settings();
        this.lastBusy = nanos;
        this.heldUntil = leased.heldUntil();
        refresh(leased, nanos);
    }

    /** Deliveries of one key. */
    private static final class Line {
        /** Ready, under way or not yet committed. */
        int out;
        /** Read, and to begin one after another. */
        final ArrayDeque<Item> behind = new ArrayDeque<>();
    }

    /** Takes over how the lane is set now. */
    synchronized void refresh(Leased leased, long nanos) {
        settings = leased.settings();
        pace.set(settings.perSecond(), nanos);
        if (leased.paused() && !paused) {
            handBack();
        }
        if (!leased.paused() && paused) {
            hungry = true;
        }
        paused = leased.paused();
    }

    /** A person wants it to go on: takes the hold from the table, where it was lifted, and forgets past failures. */
    synchronized void change(Leased leased, long nanos) {
        refresh(leased, nanos);
        heldUntil = leased.heldUntil();
        if (heldUntil == null) {
            breaker.answered();
        }
        handBack();
    }

    synchronized String kind() {
        return settings.kind();
    }

    synchronized boolean ordered() {
        return settings.ordered();
    }

    /** There is more in the table than was read, or there may be. */
    synchronized void wake() {
        hungry = true;
    }

    /** Somebody else has the lease, or nobody knows: begin nothing more. */
    synchronized void lose() {
        lost = true;
        handBack();
    }

    /** Forgets what was read ahead and not begun; the table still has it. */
    synchronized void handBack() {
        lines.values().forEach(this::dropBehind);
        ready.forEach(item -> {
            known.remove(item.id());
            leave(item.row());
        });
        ready.clear();
        hungry = true;
    }

    private void dropBehind(Line line) {
        line.behind.forEach(item -> known.remove(item.id()));
        line.behind.clear();
    }

    /** One of its line is no longer out; an empty line is over, and its key may be read again. */
    private void leave(Row row) {
        var line = row.key() == null ? null : lines.get(row.key());
        if (line != null && --line.out == 0 && line.behind.isEmpty()) {
            lines.remove(row.key());
        }
    }

    /** How many more to read, 0 when it does not want any. */
    synchronized int appetite(Instant now) {
        if (!hungry || !open(now)) {
            return 0;
        }
        var window = breaker.probing() ? 1 : settings.atOnce() * READ_AHEAD;
        var room = window - (settings.ordered() ? lines.size() : known.size());
        // Not in driblets, unless it stands idle: every reading costs the same.
        return ready.isEmpty() || room * 2 >= window ? Math.max(0, room) : 0;
    }

    /** What is being read from here on is all there is, until somebody wakes the lane again. */
    synchronized DueTable.Want want(int room) {
        hungry = false;
        return new DueTable.Want(id, room + known.size());
    }

    synchronized DueTable.WantKeys wantKeys(int room) {
        hungry = false;
        return new DueTable.WantKeys(id, lastKey, room + lines.size());
    }

    /** Notes how far the keys were looked at, to go on from there. */
    synchronized void sawKeys(int asked, List<Row> heads) {
        if (heads.size() < asked) {
            hungry |= !lastKey.isEmpty();
            lastKey = "";
        } else {
            hungry = true;
            lastKey = Objects.requireNonNull(heads.getLast().key());
        }
    }

    synchronized boolean knows(UUID delivery) {
        return known.contains(delivery);
    }

    synchronized boolean busy(String key) {
        return lines.containsKey(key);
    }

    synchronized void accept(Item item) {
        if (!lost && !paused && known.add(item.id())) {
            ready.add(item);
        }
    }

    /** Takes a line of one key, first to last, as far as it may be tried in one go. */
    synchronized void acceptLine(String key, List<Item> items) {
        if (lost || paused || lines.containsKey(key) || items.isEmpty()) {
            return;
        }
        items.forEach(item -> known.add(item.id()));
        var line = new Line();
        line.behind.addAll(items.subList(1, items.size()));
        line.out = 1;
        lines.put(key, line);
        ready.add(items.getFirst());
    }

    /** What may begin now; the caller begins it. */
    synchronized Turn next(Instant now, long nanos) {
        var begin = new ArrayList<Item>();
        var most = breaker.probing() ? 1 : settings.atOnce();
        while (running < most && !ready.isEmpty() && open(now)) {
            var wait = pace.take(nanos);
            if (wait > 0) {
                return new Turn(begin, wait);
            }
            begin.add(ready.poll());
            running++;
        }
        if (!begin.isEmpty()) {
            lastBusy = nanos;
        }
        return new Turn(begin, 0);
    }

    /** @param pause nanoseconds after which to ask again, 0 when something else will */
    record Turn(List<Item> begin, long pause) {}

    /** Gives back one that was taken and not tried. */
    synchronized void untried(Item item) {
        running--;
        known.remove(item.id());
        var line = item.row().key() == null ? null : lines.get(item.row().key());
        if (line != null) {
            dropBehind(line);
            leave(item.row());
        }
        hungry = true;
    }

    /** Hears the outcome. Answers with a pause the whole lane makes from now on, if any. */
    synchronized @Nullable Hold tried(Item item, Outcome outcome, RetryPolicy.Decision decision, Instant now) {
        running--;
        var hold = judge(outcome, decision, now);
        var line = item.row().key() == null ? null : lines.get(item.row().key());
        if (line != null) {
            var following = decision.state().finished() ? line.behind.poll() : null;
            if (following != null) {
                line.out++;
                ready.add(following);
            } else {
                dropBehind(line);
            }
        }
        if (hold != null) {
            heldUntil = hold.until();
        }
        if (hold != null || lost || paused) {
            handBack();
        }
        return hold;
    }

    record Hold(Instant until, String reason) {}

    private @Nullable Hold judge(Outcome outcome, RetryPolicy.Decision decision, Instant now) {
        return switch (outcome) {
            case Outcome.Retry _ ->
                breaker.failed(settings.breakerAfter()) ? new Hold(now.plus(breaker.pause()), "breaker") : null;
            case Outcome.Throttled _ -> {
                breaker.answered();
                var until = decision.next();
                yield until == null ? null : new Hold(until, "throttled");
            }
            case Outcome.Delivered _, Outcome.Refused _ -> {
                breaker.answered();
                yield null;
            }
            case Outcome.Blocked _ -> null;
        };
    }

    /** These results are committed, or nobody wants them: what is read from now on shows them. */
    synchronized void forget(Collection<Row> rows) {
        for (var row : rows) {
            known.remove(row.id());
            leave(row);
        }
        // A line may have grown while it was known.
        hungry |= settings.ordered();
    }

    synchronized boolean isLost() {
        return lost;
    }

    /** Ends its service when it had nothing to do since then. */
    synchronized boolean retire(long nanos) {
        if (known.isEmpty() && running == 0 && lastBusy - nanos < 0) {
            lost = true;
        }
        return lost;
    }

    private boolean open(Instant now) {
        var until = heldUntil;
        return !lost && !paused && (until == null || !until.isAfter(now));
    }
}
