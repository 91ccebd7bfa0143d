package app.rapport.videos;

import app.rapport.customers.SightingResolved;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.videos.Share.CallToAction;
import app.rapport.videos.Share.Recipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of shares. Callers hold the transaction. */
@Repository
class ShareStore {
    private final JdbcClient db;

    ShareStore(JdbcClient db) {
        this.db = db;
    }

    void add(Share share, UUID by, @Nullable UUID unmatched) {
        var recipient = share.recipient();
        var cta = share.cta();
        db.sql("""
                insert into videos.video_shares (id, organization_id, video_id, token, created_by, recipient_name, recipient_email,
                  viewer_id, customer_id, stakeholder_id, unmatched_id, internal, personal_id, password_hash, cta_label, cta_url,
                  expires_at, created_at)
                values (:id, :organization, :video, :token, :by, :name, :email, :viewer, :customer, :stakeholder, :unmatched,
                  :internal, :personal, :password, :label, :url, :expires, :now)
                """)
                .param("id", share.id())
                .param("organization", share.organization().value())
                .param("video", share.videoId())
                .param("token", share.token())
                .param("by", by)
                .param("name", recipient == null ? null : recipient.name())
                .param("email", recipient == null ? null : recipient.email())
                .param("viewer", share.viewerId())
                .param("customer", recipient == null ? null : recipient.customerId())
                .param("stakeholder", recipient == null ? null : recipient.stakeholderId())
                .param("unmatched", unmatched)
                .param("internal", share.internal())
                .param("personal", share.personalId())
                .param("password", share.passwordHash())
                .param("label", cta == null ? null : cta.label())
                .param("url", cta == null ? null : cta.url())
                .param("expires", Timestamps.atOrNull(share.expiresAt()))
                .param("now", Timestamps.at(share.createdAt()))
                .update();
    }

    /** Whose it is says the row: call in the system's scope. */
    Optional<Share> byToken(String token) {
        return db.sql("select * from videos.video_shares where token = :token")
                .param("token", token)
                .query((row, number) -> share(row))
                .optional();
    }

    /** Those that there are. In the system's scope as well. */
    List<Share> byTokens(Collection<String> tokens) {
        return db.sql("select * from videos.video_shares where token = any(:tokens)")
                .param("tokens", tokens.toArray(String[]::new))
                .query((row, number) -> share(row))
                .list();
    }

    /** Newest first. */
    List<Share> of(UUID video, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return db.sql("""
                select * from videos.video_shares
                where video_id = :video and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :id))
                order by created_at desc, id desc limit :limit
                """)
                .param("video", video)
                .param("at", Timestamps.atOrNull(before))
                .param("id", beforeId)
                .param("limit", limit)
                .query((row, number) -> share(row))
                .list();
    }

    Optional<Share> find(UUID video, UUID id) {
        return db.sql("select * from videos.video_shares where video_id = :video and id = :id")
                .param("video", video)
                .param("id", id)
                .query((row, number) -> share(row))
                .optional();
    }

    void revoke(UUID id, Instant now) {
        db.sql("update videos.video_shares set revoked_at = :now where id = :id and revoked_at is null")
                .param("id", id)
                .param("now", Timestamps.at(now))
                .update();
    }

    /** Somebody of the unmatched queue is known now. Returns the viewers that this named, with their videos. */
    List<Viewer> resolved(SightingResolved resolution) {
        return db.sql("""
                update videos.video_shares set customer_id = :customer, stakeholder_id = :stakeholder, unmatched_id = null
                where unmatched_id is not null and recipient_email = :email and organization_id = :organization
                returning video_id, viewer_id
                """)
                .param("customer", resolution.customerId())
                .param("stakeholder", resolution.stakeholderId())
                .param("email", resolution.email())
                .param("organization", Tenancy.current().value())
                .query((row, number) ->
                        new Viewer(row.getObject("video_id", UUID.class), row.getObject("viewer_id", UUID.class)))
                .list();
    }

    record Viewer(UUID video, UUID viewer) {}

    private static Share share(ResultSet row) throws SQLException {
        var name = row.getString("recipient_name");
        var email = row.getString("recipient_email");
        var label = row.getString("cta_label");
        return new Share(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("video_id", UUID.class),
                row.getString("token"),
                name == null && email == null
                        ? null
                        : new Recipient(
                                name,
                                email,
                                row.getObject("customer_id", UUID.class),
                                row.getObject("stakeholder_id", UUID.class)),
                row.getObject("viewer_id", UUID.class),
                row.getBoolean("internal"),
                row.getObject("personal_id", UUID.class),
                row.getString("password_hash"),
                label == null ? null : new CallToAction(label, row.getString("cta_url")),
                Timestamps.readOrNull(row, "expires_at"),
                Timestamps.readOrNull(row, "revoked_at"),
                Timestamps.read(row, "created_at"));
    }
}
