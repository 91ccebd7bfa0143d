package app.rapport.messages;

import app.rapport.platform.Cursor;
import app.rapport.platform.Ids;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps every e-mail; {@link MailSender} empties it where there is a mail server. */
@Service
class Outbox implements Mail {
    private final JdbcClient db;
    private final Clock clock;
    private final SmtpSettings settings;

    Outbox(JdbcClient db, Clock clock, SmtpSettings settings) {
        this.db = db;
        this.clock = clock;
        this.settings = settings;
    }

    /** @param attachment its name; the file is at {@code /api/outbox/{id}/attachment} */
    record Message(
            UUID id,
            String to,
            String subject,
            String text,
            @Nullable String html,
            @Nullable String attachment,
            Instant createdAt,
            @Nullable Instant sentAt,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String error) {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(String to, String subject, String text, @Nullable String html, @Nullable Attachment attachment) {
        var now = Timestamps.at(clock.instant());
        db.sql("""
                insert into messages.outbox
                  (id, organization_id, recipient, subject, text_body, html_body, attachment_name, attachment_type, attachment,
                   state, created_at, next_attempt_at)
                values (:id, :organization, :to, :subject, :text, :html, :name, :type, :attachment, :state, :now, :due)
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("to", oneLine(to))
                .param("subject", oneLine(subject))
                .param("text", text)
                .param("html", html)
                .param("name", attachment == null ? null : attachment.name())
                .param("type", attachment == null ? null : attachment.type())
                .param("attachment", attachment == null ? null : attachment.content())
                .param("state", settings.present() ? "waiting" : "kept")
                .param("now", now)
                .param("due", settings.present() ? now : null)
                .update();
    }

    @Transactional(readOnly = true)
    public Page<Message> list(@Nullable String cursor, int limit) {
        var after = Cursor.read(cursor, 2);
        var rows = db.sql("""
                select * from messages.outbox
                where (:at::timestamptz is null or (created_at, id) < (:at, :id))
                order by created_at desc, id desc limit :limit
                """)
                .param("at", after == null ? null : Timestamps.at(after.part(0, Instant::parse)))
                .param("id", after == null ? null : after.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query(Outbox::message)
                .list();
        return Page.of(rows, limit, message -> Cursor.of(message.createdAt(), message.id()));
    }

    @Transactional(readOnly = true)
    public Attachment attachment(UUID id) {
        return db.sql("""
                select attachment_name, attachment_type, attachment from messages.outbox
                where id = :id and attachment is not null
                """)
                .param("id", id)
                .query((row, number) -> new Attachment(row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElseThrow(() -> Problem.notFound("attachment"));
    }

    /** A person passed it on by hand; marking it twice changes nothing. */
    @Transactional
    public Message markSent(UUID id) {
        db.sql("""
                update messages.outbox set state = 'sent', sent_at = coalesce(sent_at, :now), next_attempt_at = null,
                  error = null where id = :id and state <> 'sent'
                """).param("now", Timestamps.at(clock.instant())).param("id", id).update();
        return db.sql("select * from messages.outbox where id = :id")
                .param("id", id)
                .query(Outbox::message)
                .optional()
                .orElseThrow(() -> Problem.notFound("message"));
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("text_body"),
                row.getString("html_body"),
                row.getString("attachment_name"),
                Timestamps.read(row, "created_at"),
                Timestamps.readOrNull(row, "sent_at"),
                row.getString("state"),
                row.getInt("attempts"),
                Timestamps.readOrNull(row, "next_attempt_at"),
                row.getString("error"));
    }

    /** A line break in a header would begin another header. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
