package app.rapport.crm;

import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.RemoteRef;
import app.rapport.crm.connector.Written;
import app.rapport.platform.Ids;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which of our things is which record in a CRM. Wants a caller's transaction. */
@Component
class Links {
    private final JdbcClient db;
    private final Clock clock;

    Links(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param title of a task, as last written there
     * @param told the state of a task last written there
     * @param place what it was hung on there
     * @param triedAt since when a record may be there that we have not heard of; null when there is surely none
     */
    record Link(
            LinkKey key,
            @Nullable RemoteRef remote,
            @Nullable String title,
            @Nullable String told,
            @Nullable String place,
            @Nullable Instant triedAt) {}

    Map<LinkKey, Link> of(UUID connection, UUID conversation) {
        var links = new LinkedHashMap<LinkKey, Link>();
        db.sql("select * from crm.link where connection_id = :connection and conversation_id = :conversation")
                .param("connection", connection)
                .param("conversation", conversation)
                .query(Links::link)
                .list()
                .forEach(link -> links.put(link.key(), link));
        return links;
    }

    /** Says beforehand that records are about to be made, so that after a crash somebody looks for them first. */
    void begin(UUID connection, UUID conversation, Collection<LinkKey> keys) {
        var now = Timestamps.at(clock.instant());
        for (var key : keys) {
            db.sql("""
                    insert into crm.link (id, organization_id, connection_id, kind, local_id, conversation_id, tried_at, created_at, updated_at)
                    values (:id, :organization, :connection, :kind, :local, :conversation, :now, :now, :now)
                    on conflict (connection_id, kind, local_id) do update
                    set tried_at = coalesce(crm.link.tried_at, excluded.tried_at), updated_at = excluded.updated_at
                    """)
                    .param("id", Ids.next())
                    .param("organization", Tenancy.current().value())
                    .param("connection", connection)
                    .param("kind", word(key))
                    .param("local", key.id())
                    .param("conversation", conversation)
                    .param("now", now)
                    .update();
        }
    }

    /** Nothing was made after all. */
    void neverMade(UUID connection, Collection<LinkKey> keys) {
        for (var key : keys) {
            db.sql("""
                    update crm.link set tried_at = null, updated_at = :now
                    where connection_id = :connection and kind = :kind and local_id = :local and remote_id is null
                    """)
                    .param("connection", connection)
                    .param("kind", word(key))
                    .param("local", key.id())
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        }
    }

    void written(
            UUID connection,
            UUID conversation,
            Written written,
            @Nullable String title,
            @Nullable String told,
            @Nullable String place) {
        db.sql("""
                insert into crm.link (id, organization_id, connection_id, kind, local_id, conversation_id,
                  remote_type, remote_id, remote_url, title, told, place, created_at, updated_at)
                values (:id, :organization, :connection, :kind, :local, :conversation, :type, :remote, :url, :title, :told, :place, :now, :now)
                on conflict (connection_id, kind, local_id) do update
                set remote_type = excluded.remote_type, remote_id = excluded.remote_id,
                  remote_url = coalesce(excluded.remote_url, crm.link.remote_url), title = excluded.title, told = excluded.told,
                  place = excluded.place, updated_at = excluded.updated_at
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("connection", connection)
                .param("kind", word(written.key()))
                .param("local", written.key().id())
                .param("conversation", conversation)
                .param("type", written.record().type())
                .param("remote", written.record().id())
                .param("url", written.url())
                .param("title", title)
                .param("told", told)
                .param("place", place)
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    /** The record is gone, or so it seems: the next time somebody looks for one made since the link came about. */
    void forget(UUID connection, Collection<LinkKey> keys) {
        for (var key : keys) {
            db.sql("""
                    update crm.link set remote_type = null, remote_id = null, remote_url = null, told = null, place = null,
                      tried_at = coalesce(tried_at, created_at), updated_at = :now
                    where connection_id = :connection and kind = :kind and local_id = :local
                    """)
                    .param("connection", connection)
                    .param("kind", word(key))
                    .param("local", key.id())
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        }
    }

    /** Whether another thing of ours is that record already. */
    boolean taken(UUID connection, RemoteRef record, LinkKey by) {
        return db.sql("""
                        select exists (select from crm.link where connection_id = :connection and remote_type = :type
                          and remote_id = :remote and kind <> 'stakeholder' and not (kind = :kind and local_id = :local))
                        """)
                .param("connection", connection)
                .param("type", record.type())
                .param("remote", record.id())
                .param("kind", word(by))
                .param("local", by.id())
                .query(Boolean.class)
                .single();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        var type = row.getString("remote_type");
        var id = row.getString("remote_id");
        return new Link(
                new LinkKey(
                        LinkKey.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getObject("local_id", UUID.class)),
                type == null || id == null ? null : new RemoteRef(type, id),
                row.getString("title"),
                row.getString("told"),
                row.getString("place"),
                Timestamps.readOrNull(row, "tried_at"));
    }

    private static String word(LinkKey key) {
        return key.kind().name().toLowerCase(Locale.ROOT);
    }
}
