package app.rapport.messages;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.MeFacet;
import app.rapport.platform.Cursor;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.SignedIn;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A person's own notices. */
@RestController
class NoticesController implements MeFacet {
    private final JdbcClient db;
    private final LiveEvents live;
    private final Clock clock;
    private final JsonMapper json;

    NoticesController(JdbcClient db, LiveEvents live, Clock clock, JsonMapper json) {
        this.db = db;
        this.live = live;
        this.clock = clock;
        this.json = json;
    }

    record View(
            UUID id,
            String kind,
            String title,
            String body,
            Map<String, Object> parts,
            @Nullable String link,
            Instant at,
            @Nullable Instant readAt,
            String severity) {}

    @SignedIn
    @GetMapping("/api/notices")
    @Transactional(readOnly = true)
    public Page<View> list(
            CurrentUser user,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var most = Cursor.limit(limit);
        var after = Cursor.read(cursor, 2);
        var rows = db.sql("""
                select id, kind, title, body, parts, link, created_at, read_at, severity from messages.notices
                where user_id = :user and (not :unread or read_at is null)
                  and (:at::timestamptz is null or (created_at, id) < (:at, :id))
                order by created_at desc, id desc limit :limit
                """)
                .param("user", user.id().value())
                .param("unread", unread)
                .param("at", after == null ? null : Timestamps.at(after.part(0, Instant::parse)))
                .param("id", after == null ? null : after.part(1, UUID::fromString))
                .param("limit", most + 1)
                .query((row, number) -> new View(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("body"),
                        json.readValue(row.getString("parts"), new TypeReference<Map<String, Object>>() {}),
                        row.getString("link"),
                        Timestamps.read(row, "created_at"),
                        Timestamps.readOrNull(row, "read_at"),
                        row.getString("severity")))
                .list();
        return Page.of(rows, most, notice -> Cursor.of(notice.at(), notice.id()));
    }

    @SignedIn
    @PostMapping("/api/notices/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void read(CurrentUser user, @PathVariable UUID id) {
        var known = db.sql(
                        "update messages.notices set read_at = coalesce(read_at, :now) where id = :id and user_id = :user")
                .param("now", Timestamps.at(clock.instant()))
                .param("id", id)
                .param("user", user.id().value())
                .update();
        if (known == 0) {
            throw Problem.notFound("notice");
        }
        live.publish("notice", id.toString());
    }

    @SignedIn
    @PostMapping("/api/notices/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void readAll(CurrentUser user) {
        db.sql("update messages.notices set read_at = :now where user_id = :user and read_at is null")
                .param("now", Timestamps.at(clock.instant()))
                .param("user", user.id().value())
                .update();
        live.publish("notice", "");
    }

    @Override
    public String name() {
        return "unreadNotices";
    }

    @Override
    @Transactional(readOnly = true)
    public Object of(CurrentUser user) {
        return db.sql("select count(*) from messages.notices where user_id = :user and read_at is null")
                .param("user", user.id().value())
                .query(Long.class)
                .single();
    }
}
