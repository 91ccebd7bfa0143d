package app.rapport.platform.lanes;

import app.rapport.platform.SqlArrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what attempts came to. Called in the writer's transaction, in system scope. */
@Repository
class ResultTable {
    private final JdbcClient db;

    ResultTable(JdbcClient db) {
        this.db = db;
    }

    /**
     * Writes the results whose lane is still ours, each with its attempt, and answers with those it wrote. A delivery that
     * was withdrawn meanwhile stays withdrawn unless it arrived; its attempt is kept either way.
     */
    Set<UUID> write(List<Result> results) {
        return new HashSet<>(db.sql("""
                with r as (
                    select * from unnest(:ids, :lanes, :fences, :before, :states, :tries, :next, :ended, :codes, :reasons,
                                         :started, :took, :statuses, :outcomes, :excerpts)
                    as r (id, lane_id, fence, before, state, tries, next, ended, code, reason,
                          started, took, status, outcome, excerpt)),
                done as (
                    update platform.delivery d
                    set attempts = d.attempts + 1,
                        tries = r.tries,
                        state = case when d.state = 'cancelled' and r.state <> 'delivered' then d.state else r.state end,
                        next_attempt_at = case when d.state = 'cancelled' then null else r.next end,
                        finished_at = r.ended, code = r.code, reason = r.reason
                    from r join platform.lane l on l.id = r.lane_id and l.fence = r.fence
                    where d.id = r.id and d.attempts = r.before
                    returning d.id, d.organization_id, d.attempts)
                insert into platform.delivery_attempt
                    (delivery_id, number, organization_id, started_at, took_ms, status, outcome, code, error, excerpt)
                select done.id, done.attempts, done.organization_id, r.started, r.took, r.status, r.outcome, r.code, r.reason, r.excerpt
                from done join r on r.id = done.id
                returning delivery_id
                """)
                .param("ids", SqlArrays.uuids(results, Result::id))
                .param(
                        "lanes",
                        SqlArrays.uuids(results, result -> result.lane().id.value()))
                .param("fences", SqlArrays.longs(results, result -> result.lane().fence))
                .param("before", SqlArrays.ints(results, result -> result.row().attempts()))
                .param(
                        "states",
                        SqlArrays.texts(
                                results, result -> result.decision().state().word()))
                .param(
                        "tries",
                        SqlArrays.ints(results, result -> result.decision().tries()))
                .param(
                        "next",
                        SqlArrays.times(results, result -> result.decision().next()))
                .param(
                        "ended",
                        SqlArrays.times(
                                results,
                                result -> result.ended() ? result.finished().at() : null))
                .param("codes", SqlArrays.texts(results, result -> Result.code(result.outcome())))
                .param(
                        "reasons",
                        SqlArrays.texts(results, result -> result.attempt().error()))
                .param(
                        "started",
                        SqlArrays.times(results, result -> result.attempt().startedAt()))
                .param("took", SqlArrays.ints(results, result ->
                        (int) result.attempt().took().toMillis()))
                .param(
                        "statuses",
                        SqlArrays.ints(results, result -> result.attempt().status()))
                .param(
                        "outcomes",
                        SqlArrays.texts(results, result -> result.attempt().outcome()))
                .param(
                        "excerpts",
                        SqlArrays.texts(results, result -> result.attempt().excerpt()))
                .query(SqlArrays::id)
                .list());
    }
}
