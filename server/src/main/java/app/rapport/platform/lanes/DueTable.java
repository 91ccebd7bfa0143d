package app.rapport.platform.lanes;

import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds what the owner of lanes is to try next. Called in the owner's transaction, in system scope. */
@Repository
class DueTable {
    private final JdbcClient db;

    DueTable(JdbcClient db) {
        this.db = db;
    }

    /** How much of an unordered lane is wanted. */
    record Want(LaneId lane, int most) {}

    /** The next keys of an ordered lane, after the one looked at last. */
    record WantKeys(LaneId lane, String after, int most) {}

    /** What stands in line behind one key. */
    record WantLine(LaneId lane, String key) {}

    /** The longest due of each lane. */
    List<Row> due(List<Want> wants, Instant now) {
        return db.sql("""
                select %s from unnest(:lanes, :most) as w (lane_id, most) cross join lateral (
                    select * from platform.delivery d
                    where d.lane_id = w.lane_id and d.next_attempt_at is not null and d.next_attempt_at <= :now
                    order by d.next_attempt_at, d.seq limit w.most) d
                """.formatted(Row.COLUMNS))
                .param("lanes", SqlArrays.uuids(wants, want -> want.lane().value()))
                .param("most", SqlArrays.ints(wants, Want::most))
                .param("now", Timestamps.at(now))
                .query(Row::read)
                .list();
    }

    /**
     * The first in line of each key, due or not: jumps from key to key in the index of lines, so a long line costs no more
     * than a short one.
     */
    List<Row> heads(List<WantKeys> wants) {
        return db.sql("""
                with recursive d as (
                    select h.*, w.most, 1 as nth from unnest(:lanes, :after, :most) as w (lane_id, after, most)
                    cross join lateral (
                        select id, lane_id, organization_id, key, attempts, tries, created_at, next_attempt_at
                        from platform.delivery d
                        where d.lane_id = w.lane_id and d.key > w.after collate "C" and d.key is not null
                          and d.state in ('pending', 'failed', 'blocked')
                        order by d.key, d.seq limit 1) h
                    union all
                    select h.*, p.most, p.nth + 1 from d p cross join lateral (
                        select id, lane_id, organization_id, key, attempts, tries, created_at, next_attempt_at
                        from platform.delivery d
                        where d.lane_id = p.lane_id and d.key > p.key and d.key is not null
                          and d.state in ('pending', 'failed', 'blocked')
                        order by d.key, d.seq limit 1) h
                    where p.nth < p.most)
                select %s from d order by d.lane_id, d.nth
                """.formatted(Row.COLUMNS))
                .param("lanes", SqlArrays.uuids(wants, want -> want.lane().value()))
                .param("after", SqlArrays.texts(wants, WantKeys::after))
                .param("most", SqlArrays.ints(wants, WantKeys::most))
                .query(Row::read)
                .list();
    }

    /** The first few in line of each of these keys, in their order. */
    List<Row> lines(List<WantLine> wants, int most) {
        return db.sql("""
                select %s from unnest(:lanes, :keys) with ordinality as w (lane_id, key, nth) cross join lateral (
                    select * from platform.delivery d
                    where d.lane_id = w.lane_id and d.key = w.key collate "C" and d.key is not null
                      and d.state in ('pending', 'failed', 'blocked')
                    order by d.seq limit :most) d
                order by w.nth, d.seq
                """.formatted(Row.COLUMNS))
                .param("lanes", SqlArrays.uuids(wants, want -> want.lane().value()))
                .param("keys", SqlArrays.texts(wants, WantLine::key))
                .param("most", most)
                .query(Row::read)
                .list();
    }
}
