package app.rapport.videos;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the events once more of which transactions have added some and brings the numbers of their views up to date. Reading
 * one twice changes nothing.
 *
 * <p>Events are told apart by the transaction that added them, and only those are read before which no transaction is under way:
 * one that commits late is not passed over.
 */
@Component
class Fold {
    private static final int VIEWS_AT_ONCE = 2_000;

    private final JdbcClient db;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final TransactionTemplate own;
    private final Clock clock;

    Fold(JdbcClient db, Ledger ledger, PlatformTransactionManager transactions, Clock clock) {
        this.db = db;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** @param last transaction that added to the view */
    private record Unread(long events, long last, OrganizationId organization, Ledger.Key key, Instant receivedAt) {}

    private record Watched(OrganizationId organization, UUID video) {}

    private record Place(String readTo, boolean ahead) {}

    /**
     * Reads on; says whether there may be more. Whoever comes while another reads has nothing to do.
     *
     * @param most events at once, or a few more
     */
    boolean step(int most) {
        return Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> {
            var place = db.sql("""
                    select read_to::text as read_to, read_to >= pg_snapshot_xmax(pg_current_snapshot()) as ahead
                    from videos.fold for update skip locked
                    """)
                    .query((row, number) -> new Place(row.getString("read_to"), row.getBoolean("ahead")))
                    .optional();
            return place.isPresent() && (place.get().ahead() ? startAgain() : read(place.get(), most));
        })));
    }

    private boolean read(Place place, int most) {
        var unread = db.sql("""
                with unread as (
                  select written_in, organization_id, video_id, view_id, viewer_id, received_at from videos.video_events
                  where written_in > cast(:from as xid8) and written_in < pg_snapshot_xmin(pg_current_snapshot())
                  order by written_in fetch first :most rows with ties
                )
                select organization_id, video_id, view_id, count(*) as events, max(written_in)::text::int8 as last,
                  max(received_at) as received_at
                from unread group by organization_id, video_id, view_id order by video_id, min(viewer_id::text)
                """)
                .param("from", place.readTo())
                .param("most", most)
                .query((row, number) -> new Unread(
                        row.getLong("events"),
                        row.getLong("last"),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        new Ledger.Key(row.getObject("video_id", UUID.class), row.getObject("view_id", UUID.class)),
                        Timestamps.read(row, "received_at")))
                .list();
        if (unread.isEmpty()) {
            return false;
        }
        unread.stream()
                .collect(Collectors.groupingBy(
                        Unread::organization, Collectors.mapping(Unread::key, Collectors.toList())))
                .forEach(this::fold);
        var last = unread.stream().max(Comparator.comparingLong(Unread::last)).orElseThrow();
        place(Long.toString(last.last()), last.receivedAt());
        return unread.stream().mapToLong(Unread::events).sum() >= most;
    }

    /** A part at a time: all that a view's page ever reported is read again. One viewer's views come together. */
    private void fold(OrganizationId organization, List<Ledger.Key> keys) {
        for (var from = 0; from < keys.size(); from += VIEWS_AT_ONCE) {
            var some = keys.subList(from, Math.min(from + VIEWS_AT_ONCE, keys.size()));
            Tenancy.run(organization, () -> own.executeWithoutResult(status -> ledger.fold(some)));
        }
    }

    /** The database counts its transactions anew, having been restored from a copy: all is read again. */
    private boolean startAgain() {
        db.sql("select distinct organization_id, video_id from videos.video_events")
                .query((row, number) -> new Watched(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getObject("video_id", UUID.class)))
                .list()
                .forEach(watched -> Tenancy.run(
                        watched.organization(),
                        () -> own.executeWithoutResult(status -> ledger.rebuild(watched.video()))));
        place("0", null);
        return true;
    }

    private void place(String readTo, @Nullable Instant asOf) {
        db.sql("update videos.fold set read_to = cast(:to as xid8), as_of = coalesce(:at, as_of)")
                .param("to", readTo)
                .param("at", Timestamps.atOrNull(asOf))
                .update();
    }

    /** Up to when the numbers tell all that happened. In any scope, inside a transaction. */
    Instant asOf() {
        var behind = db.sql("""
                select coalesce(as_of, to_timestamp(0)) as as_of from videos.fold f
                where (select e.written_in from videos.video_events e where e.written_in > f.read_to
                  order by e.written_in limit 1) is not null
                """)
                .query((row, number) -> Timestamps.read(row, "as_of"))
                .optional();
        return behind.orElseGet(clock::instant);
    }
}
