package app.rapport.conversations;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Cursor;
import app.rapport.platform.Ids;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Action items and insights in the hands of people. */
@Service
class ActionItemDesk {
    private static final int TITLE = 500;
    private final JdbcClient db;
    private final ConversationReads reads;
    private final Participants participants;
    private final Users users;
    private final Announcements announcements;
    private final AuditTrail audit;
    private final Clock clock;

    ActionItemDesk(
            JdbcClient db,
            ConversationReads reads,
            Participants participants,
            Users users,
            Announcements announcements,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.reads = reads;
        this.participants = participants;
        this.users = users;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a person says of an action item; null leaves a field as it is, an empty owner clears it. */
    record Edit(
            @Nullable String title,
            @Nullable String owner,
            @Nullable UUID ownerUserId,
            @Nullable LocalDate dueDate,
            @Nullable Boolean noDueDate,
            @Nullable String status) {}

    /** What a person says of an insight. */
    record InsightEdit(@Nullable String text, @Nullable String name) {}

    @Transactional
    ConversationView.ActionItem add(UUID conversation, Edit given) {
        var view = reads.view(conversation);
        if (given.title() == null) {
            throw Problem.invalid("invalid_title", "An action item needs a title.");
        }
        check(given);
        var id = Ids.next();
        db.sql("""
                insert into conversations.action_item (id, organization_id, conversation_id, title, owner, owner_user_id, due_date,
                  origin, edited, created_at, updated_at)
                values (:id, :organization, :conversation, :title, :owner, :ownerUser, :dueDate, 'entered', true, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("conversation", conversation)
                .param("title", given.title().strip())
                .param("owner", ownerName(given))
                .param(
                        "ownerUser",
                        given.ownerUserId() != null
                                ? given.ownerUserId()
                                : participants.userNamed(conversation, given.owner()))
                .param("dueDate", given.dueDate())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        audit.record("action_item.created", "action_item", id.toString(), Map.of("conversation", conversation));
        var item = item(id);
        announcements.created(view, item);
        announcements.changed(conversation);
        return item;
    }

    @Transactional
    ConversationView.ActionItem edit(UUID id, Edit edit) {
        var before = item(id);
        check(edit);
        db.sql("""
                update conversations.action_item set
                  title = coalesce(:title, title),
                  owner = case when :owner = '' then null else coalesce(:owner, owner) end,
                  owner_user_id = case when cast(:owner as text) is null then owner_user_id else :ownerUser end,
                  due_date = case when :noDueDate then null else coalesce(:dueDate, due_date) end,
                  status = coalesce(:status, status),
                  done_at = case when :status = 'done' then coalesce(done_at, :now) when cast(:status as text) is null then done_at end,
                  edited = edited or :touched, updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("title", edit.title() == null ? null : edit.title().strip())
                .param("owner", ownerName(edit))
                .param("ownerUser", ownerUser(before, edit))
                .param("dueDate", edit.dueDate())
                .param("noDueDate", Boolean.TRUE.equals(edit.noDueDate()))
                .param("status", edit.status())
                .param("touched", edit.title() != null || edit.owner() != null || edit.dueDate() != null)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        var after = item(id);
        if (!after.equals(before)) {
            audit.record("action_item.updated", "action_item", id.toString(), Map.of("before", before, "after", after));
            announcements.changed(before.conversationId());
        }
        return after;
    }

    @Transactional
    void delete(UUID id) {
        mark(item(id), true);
    }

    @Transactional
    ConversationView.ActionItem restore(UUID id) {
        var item = find(id, true);
        mark(item, false);
        return item(id);
    }

    private void mark(ConversationView.ActionItem item, boolean deleted) {
        db.sql("update conversations.action_item set deleted_at = :at, updated_at = :now where id = :id")
                .param("id", item.id())
                .param("at", deleted ? Timestamps.at(clock.instant()) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", Timestamps.at(clock.instant()))
                .update();
        audit.record(
                deleted ? "action_item.deleted" : "action_item.restored",
                "action_item",
                item.id().toString(),
                Map.of());
        announcements.changed(item.conversationId());
    }

    @Transactional
    ConversationView editInsight(UUID id, InsightEdit edit) {
        if (edit.text() != null && (edit.text().isBlank() || edit.text().length() > TITLE)) {
            throw Problem.invalid("invalid_text", "An insight has 1 to " + TITLE + " characters.");
        }
        var conversation = db.sql("""
                update conversations.insight set text = coalesce(:text, text), name = coalesce(:name, name), edited = true
                where id = :id returning conversation_id
                """)
                .param("id", id)
                .param("text", edit.text())
                .param("name", edit.name())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("insight"));
        audit.record("insight.edited", "insight", id.toString(), Map.of("conversation", conversation));
        announcements.changed(conversation);
        return reads.view(conversation);
    }

    @Transactional
    ConversationView deleteInsight(UUID id) {
        var conversation = db.sql("delete from conversations.insight where id = :id returning conversation_id")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("insight"));
        audit.record("insight.deleted", "insight", id.toString(), Map.of("conversation", conversation));
        announcements.changed(conversation);
        return reads.view(conversation);
    }

    /** Open ones by due date, undated last; others by when they changed. */
    @Transactional(readOnly = true)
    Page<ConversationView.ActionItem> list(
            @Nullable String status, boolean mine, @Nullable UUID customer, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var rows = db.sql("""
                select a.*, c.title as conversation_title from conversations.action_item a
                join conversations.conversations c on c.id = a.conversation_id
                where a.deleted_at is null and c.deleted_at is null
                  and (cast(:status as text) is null or a.status = :status)
                  and (cast(:owner as uuid) is null or a.owner_user_id = :owner)
                  and (cast(:customer as uuid) is null or c.customer_id = :customer)
                  and (cast(:due as date) is null or (coalesce(a.due_date, 'infinity'), a.id) > (:due, :id))
                order by coalesce(a.due_date, 'infinity'), a.id limit :limit
                """)
                .param("status", status)
                .param("owner", mine ? CurrentUser.now().id().value() : null)
                .param("customer", customer)
                .param("due", cursor == null ? null : cursor.part(0, ActionItemDesk::due), java.sql.Types.DATE)
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> ConversationReads.actionItem(row))
                .list();
        return Page.of(rows, limit, item -> Cursor.of(item.dueDate() == null ? "infinity" : item.dueDate(), item.id()));
    }

    /** A due date of the cursor; the driver takes the far end of time for infinity. */
    private static LocalDate due(String text) {
        return text.equals("infinity") ? LocalDate.MAX : LocalDate.parse(text);
    }

    private ConversationView.ActionItem item(UUID id) {
        return find(id, false);
    }

    private ConversationView.ActionItem find(UUID id, boolean deleted) {
        return db.sql("""
                select a.*, c.title as conversation_title from conversations.action_item a
                join conversations.conversations c on c.id = a.conversation_id
                where a.id = :id and (a.deleted_at is not null) = :deleted
                """)
                .param("id", id)
                .param("deleted", deleted)
                .query((row, number) -> ConversationReads.actionItem(row))
                .optional()
                .orElseThrow(() -> Problem.notFound("action item"));
    }

    private @Nullable String ownerName(Edit edit) {
        return edit.ownerUserId() != null && edit.owner() == null
                ? users.find(new UserId(edit.ownerUserId()))
                        .map(Users.User::name)
                        .orElse(null)
                : edit.owner();
    }

    /** A name typed freely is one of our users only if somebody who took part goes by it. */
    private @Nullable UUID ownerUser(ConversationView.ActionItem before, Edit edit) {
        if (edit.ownerUserId() != null) {
            return edit.ownerUserId();
        }
        return Objects.equals(edit.owner(), before.owner())
                ? before.ownerUserId()
                : participants.userNamed(before.conversationId(), edit.owner());
    }

    private void check(Edit edit) {
        if (edit.title() != null && (edit.title().isBlank() || edit.title().length() > TITLE)) {
            throw Problem.invalid("invalid_title", "A title has 1 to " + TITLE + " characters.");
        }
        if (edit.status() != null
                && !java.util.List.of("open", "done", "cancelled").contains(edit.status())) {
            throw Problem.invalid("invalid_status", "An action item is open, done or cancelled.");
        }
        if (edit.ownerUserId() != null
                && users.find(new UserId(edit.ownerUserId())).isEmpty()) {
            throw Problem.notFound("user");
        }
    }
}
