package app.rapport.platform.lanes;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads ahead for lanes that have room: all of them with the same few statements. */
final class Reader {
    private static final Logger log = LoggerFactory.getLogger(Reader.class);
    /** How far a line is read in one go. */
    private static final int LINE = 8;
    /** Keys looked at in one go, so that a lane full of waiting keys costs little at a time. */
    private static final int KEYS = 500;

    private final DueTable due;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Map<String, DeliveryHandler<Object>> handlers;

    Reader(
            DueTable due,
            JdbcClient db,
            TransactionTemplate transaction,
            Map<String, DeliveryHandler<Object>> handlers) {
        this.due = due;
        this.db = db;
        this.transaction = transaction;
        this.handlers = handlers;
    }

    /** Fills the lanes, each up to its room. */
    void read(Map<Lane, Integer> rooms, Instant now) {
        var unordered = new ArrayList<DueTable.Want>();
        var keys = new LinkedHashMap<Lane, DueTable.WantKeys>();
        var lanes = new HashMap<LaneId, Lane>();
        rooms.forEach((lane, room) -> {
            lanes.put(lane.id, lane);
            if (lane.ordered()) {
                var want = lane.wantKeys(room);
                keys.put(lane, new DueTable.WantKeys(want.lane(), want.after(), Math.min(want.most(), KEYS)));
            } else {
                unordered.add(lane.want(room));
            }
        });
        try {
            List<Item> items;
            try {
                items = inOne(() -> load(rows(unordered, keys, lanes, rooms, now), lanes, now));
            } catch (RuntimeException e) {
                log.warn("deliveries could not be read together, trying each alone", e);
                items = eachAlone(inOne(() -> rows(unordered, keys, lanes, rooms, now)), lanes, now);
            }
            hand(items, lanes);
        } catch (RuntimeException e) {
            lanes.values().forEach(Lane::wake);
            throw e;
        }
    }

    private <T> List<T> inOne(Supplier<List<T>> work) {
        return Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> work.get())));
    }

    private List<Row> rows(
            List<DueTable.Want> unordered,
            Map<Lane, DueTable.WantKeys> keys,
            Map<LaneId, Lane> lanes,
            Map<Lane, Integer> rooms,
            Instant now) {
        var rows = new ArrayList<Row>();
        if (!unordered.isEmpty()) {
            rows.addAll(longestDue(unordered, lanes, rooms, now));
        }
        if (!keys.isEmpty()) {
            rows.addAll(lines(keys, rooms, now));
        }
        return rows;
    }

    /** One that cannot be read must not stop the others: it goes the way of a failed attempt. */
    private List<Item> eachAlone(List<Row> rows, Map<LaneId, Lane> lanes, Instant now) {
        var items = new ArrayList<Item>();
        for (var row : rows) {
            try {
                items.addAll(inOne(() -> load(List.of(row), lanes, now)));
            } catch (RuntimeException e) {
                log.error("delivery {} could not be read", row.id(), e);
                items.add(new Item(row, new Unreadable()));
            }
        }
        return items;
    }

    /** Stands for the work of a delivery whose handler failed to load it. */
    record Unreadable() {}

    private List<Row> longestDue(
            List<DueTable.Want> wants, Map<LaneId, Lane> lanes, Map<Lane, Integer> rooms, Instant now) {
        var byLane = due.due(wants, now).stream().collect(Collectors.groupingBy(Row::lane));
        var fresh = new ArrayList<Row>();
        for (var want : wants) {
            var lane = Objects.requireNonNull(lanes.get(want.lane()));
            var rows = byLane.getOrDefault(want.lane(), List.of());
            if (rows.size() == want.most()) {
                lane.wake();
            }
            rows.stream()
                    .filter(row -> !lane.knows(row.id()))
                    .limit(Objects.requireNonNull(rooms.get(lane)))
                    .forEach(fresh::add);
        }
        return fresh;
    }

    private List<Row> lines(Map<Lane, DueTable.WantKeys> wants, Map<Lane, Integer> rooms, Instant now) {
        var byLane = due.heads(List.copyOf(wants.values())).stream().collect(Collectors.groupingBy(Row::lane));
        var chosen = new ArrayList<DueTable.WantLine>();
        wants.forEach((lane, want) -> {
            var heads = byLane.getOrDefault(lane.id, List.of());
            lane.sawKeys(want.most(), heads);
            heads.stream()
                    .filter(head -> head.due(now) && !lane.busy(Objects.requireNonNull(head.key())))
                    .limit(Objects.requireNonNull(rooms.get(lane)))
                    .forEach(head -> chosen.add(new DueTable.WantLine(lane.id, Objects.requireNonNull(head.key()))));
        });
        if (chosen.isEmpty()) {
            return List.of();
        }
        // A line goes as far as the first that is not due: what is behind it must not overtake.
        var ended = new HashSet<DueTable.WantLine>();
        return due.lines(chosen, LINE).stream()
                .filter(row -> {
                    var line = new DueTable.WantLine(row.lane(), Objects.requireNonNull(row.key()));
                    return !ended.contains(line) && (row.due(now) || !ended.add(line));
                })
                .toList();
    }

    /** What the handlers need for each; one that is gone is cancelled, one that cannot be read fails alone. */
    private List<Item> load(List<Row> rows, Map<LaneId, Lane> lanes, Instant now) {
        var items = new HashMap<UUID, Item>();
        var gone = new ArrayList<Row>();
        rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Objects.requireNonNull(lanes.get(row.lane())).kind()))
                .forEach((kind, ofKind) -> {
                    var handler = Objects.requireNonNull(handlers.get(kind));
                    var works = handler.load(ofKind.stream().map(Row::id).toList());
                    for (var row : ofKind) {
                        var work = works.get(row.id());
                        if (work == null) {
                            gone.add(row);
                        } else {
                            items.put(row.id(), new Item(row, work));
                        }
                    }
                });
        cancel(gone, now);
        return rows.stream()
                .map(row -> items.get(row.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private void cancel(List<Row> gone, Instant now) {
        if (gone.isEmpty()) {
            return;
        }
        log.warn("{} deliveries are gone from where they were made; cancelled", gone.size());
        db.sql("""
                update platform.delivery set state = 'cancelled', next_attempt_at = null, finished_at = :now,
                       code = 'gone', reason = 'What was to be delivered does not exist any more.'
                where id = any(:ids) and next_attempt_at is not null
                """)
                .param("now", Timestamps.at(now))
                .param("ids", SqlArrays.uuids(gone, Row::id))
                .update();
    }

    private static void hand(Collection<Item> items, Map<LaneId, Lane> lanes) {
        var lines = new LinkedHashMap<DueTable.WantLine, List<Item>>();
        for (var item : items) {
            var lane = Objects.requireNonNull(lanes.get(item.row().lane()));
            var key = item.row().key();
            if (lane.ordered() && key != null) {
                lines.computeIfAbsent(new DueTable.WantLine(lane.id, key), any -> new ArrayList<>())
                        .add(item);
            } else {
                lane.accept(item);
            }
        }
        lines.forEach(
                (line, all) -> Objects.requireNonNull(lanes.get(line.lane())).acceptLine(line.key(), all));
    }
}
