package app.rapport;

import app.rapport.identity.TestOrganization;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables that hold organisations' rows, and what is in them. */
@Component
class OwnedRows {
    /** Tables the application may use that hold no organisation's data. */
    static final Set<String> NOBODYS = Set.of(
            "platform.event_publication", // ids only, read by the process itself
            "platform.scheduled_tasks", // what runs when
            "identity.installation", // that the first organisation exists
            "identity.sign_in_attempts", // digests of addresses that may belong to nobody
            "connections.rate_window", // counters by connection
            "training.zoom_host_days", // counters of the installation's Zoom account
            "training.zoom_pace", // likewise
            "training.zoom_turns", // likewise
            "training.zoom_pulse", // likewise
            "videos.fold"); // how far events were read

    /** Rows that may concern several organisations and say whose they are in a table beside. */
    static final Set<String> OWNED_BESIDE = Set.of("intake.receipt", "intake.work");

    /** Rows that change without anybody asking. */
    private static final Set<String> RESTLESS = Set.of("platform.lane", "identity.api_use");

    private final JdbcClient db;

    OwnedRows(JdbcClient db) {
        this.db = db;
    }

    /** Tables with rows of organisations. */
    Stream<String> tables() {
        return db.sql("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                  and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
                order by 1
                """).query((row, number) -> row.getString(1)).list().stream()
                .filter(table -> !NOBODYS.contains(table));
    }

    /** How many rows of the owner somebody sees. */
    long seenBy(TestOrganization somebody, String table, TestOrganization owner) {
        return somebody.in(() -> db.sql("select count(*) from " + table + " where organization_id = :owner")
                .param("owner", owner.id().value())
                .query(Long.class)
                .single());
    }

    /** A digest of all the organisation sees, table by table: two that are equal mean that nothing changed. */
    Map<String, String> digests(TestOrganization organization) {
        return organization.in(() -> {
            var digests = new TreeMap<String, String>();
            tables().filter(table -> !RESTLESS.contains(table))
                    .forEach(table -> digests.put(
                            table,
                            db.sql(
                                            "select count(*) || ' ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) from "
                                                    + table + " t")
                                    .query((row, number) -> row.getString(1))
                                    .single()));
            return digests;
        });
    }
}
