package app.rapport.conversations;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Cursor;
import app.rapport.platform.Ids;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

    /** What a person says of an action item. A blank text says the same as null. */
    record Edit(
            Patch<String> title,
            Patch<String> owner,
            Patch<UUID> ownerUserId,
            Patch<LocalDate> dueDate,
            Patch<String> status) {
        Edit {
            title = Patch.text(title);
            owner = Patch.text(owner);
        }
    }

    /** What a person says of an insight. */
    record InsightEdit(Patch<String> text, Patch<String> name) {
        InsightEdit {
            text = Patch.text(text);
            name = Patch.text(name);
        }
    }

    @Transactional
    ConversationView.ActionItem add(UUID conversation, Edit given) {
        var view = reads.view(conversation);
        var title = given.title().value();
        if (title == null) {
            throw Problem.invalid("invalid_title", "An action item needs a title.");
        }
        check(given);
        var owner = owner(conversation, new Owner(null, null), given);
        var id = Ids.next();
        db.sql("""
                insert into conversations.action_item (id, organization_id, conversation_id, title, owner, owner_user_id, due_date,
                  origin, edited, created_at, updated_at)
                values (:id, :organization, :conversation, :title, :owner, :ownerUser, :dueDate, 'entered', true, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("conversation", conversation)
                .param("title", title)
                .param("owner", owner.name())
                .param("ownerUser", owner.user())
                .param("dueDate", given.dueDate().value())
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
        // Whoever changes another field at the same time waits: each writes the whole row.
        db.sql("select from conversations.action_item where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
        var before = item(id);
        check(edit);
        var owner = owner(before.conversationId(), new Owner(before.owner(), before.ownerUserId()), edit);
        db.sql("""
                update conversations.action_item set title = :title, owner = :owner, owner_user_id = :ownerUser,
                  due_date = :dueDate, status = :status,
                  done_at = case when :status = 'done' then coalesce(done_at, :now) when :status = status then done_at end,
                  edited = edited or :touched, updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("title", edit.title().over(before.title(), "title"))
                .param("owner", owner.name())
                .param("ownerUser", owner.user())
                .param("dueDate", edit.dueDate().over(before.dueDate()))
                .param("status", edit.status().over(before.status(), "status"))
                .param(
                        "touched",
                        edit.title().given()
                                || edit.owner().given()
                                || edit.ownerUserId().given()
                                || edit.dueDate().given())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        var after = item(id);
        if (!after.equals(before)) {
            audit.record("action_item.updated", "action_item", id.toString(), Map.of("before", before, "after", after));
            announcements.changed(before.conversationId());
        }
        return after;
    }

    private record Owner(@Nullable String name, @Nullable UUID user) {}

    /** A user brings their name; a name typed freely is one of our users only if somebody who took part goes by it. */
    private Owner owner(UUID conversation, Owner before, Edit edit) {
        var user = edit.ownerUserId().value();
        var name = edit.owner().over(before.name());
        if (user != null) {
            return new Owner(edit.owner().value() != null ? name : nameOf(user), user);
        }
        if (edit.ownerUserId().given() || Objects.equals(name, before.name())) {
            return new Owner(name, edit.ownerUserId().over(before.user()));
        }
        return new Owner(name, participants.userNamed(conversation, name));
    }

    private @Nullable String nameOf(UUID user) {
        return users.find(new UserId(user)).map(Users.User::name).orElse(null);
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
        var before = db.sql("select conversation_id, text, name from conversations.insight where id = :id for update")
                .param("id", id)
                .query((row, number) -> new Worded(
                        row.getObject("conversation_id", UUID.class), row.getString("text"), row.getString("name")))
                .optional()
                .orElseThrow(() -> Problem.notFound("insight"));
        var text = edit.text().over(before.text(), "text");
        if (text.length() > TITLE) {
            throw Problem.invalid("invalid_text", "An insight has 1 to " + TITLE + " characters.")
                    .with("limit", TITLE);
        }
        db.sql("update conversations.insight set text = :text, name = :name, edited = true where id = :id")
                .param("id", id)
                .param("text", text)
                .param("name", edit.name().over(before.name()))
                .update();
        audit.record("insight.edited", "insight", id.toString(), Map.of("conversation", before.conversation()));
        announcements.changed(before.conversation());
        return reads.view(before.conversation());
    }

    private record Worded(
            UUID conversation, String text, @Nullable String name) {}

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

    private void check(Edit edit) {
        var title = edit.title().value();
        if (title != null && title.length() > TITLE) {
            throw Problem.invalid("invalid_title", "A title has 1 to " + TITLE + " characters.")
                    .with("limit", TITLE);
        }
        var status = edit.status().value();
        if (status != null && !List.of("open", "done", "cancelled").contains(status)) {
            throw Problem.invalid("invalid_status", "An action item is open, done or cancelled.");
        }
        var user = edit.ownerUserId().value();
        if (user != null && users.find(new UserId(user)).isEmpty()) {
            throw Problem.notFound("user");
        }
    }
}
