package app.rapport.conversations;

import app.rapport.conversations.ConversationDesk.ConversationEdit;
import app.rapport.conversations.analysis.Analysis;
import app.rapport.conversations.analysis.Context;
import app.rapport.conversations.transcript.Format;
import app.rapport.conversations.transcript.Transcript;
import app.rapport.conversations.transcript.Turn;
import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.Organizations;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of conversations. Callers hold the transaction. */
@Repository
class ConversationStore {
    private static final int TITLE = 255;
    private final JdbcClient db;
    private final AnalysedItems items;
    private final ConversationReads reads;
    private final CustomerDirectory customers;
    private final Organizations organizations;
    private final JsonMapper json;
    private final Clock clock;

    ConversationStore(
            JdbcClient db,
            AnalysedItems items,
            ConversationReads reads,
            CustomerDirectory customers,
            Organizations organizations,
            JsonMapper json,
            Clock clock) {
        this.db = db;
        this.items = items;
        this.reads = reads;
        this.customers = customers;
        this.organizations = organizations;
        this.json = json;
        this.clock = clock;
    }

    String sourceOf(NewConversation given) {
        return given.source() == null ? "api" : given.source();
    }

    void add(UUID id, NewConversation given, @Nullable Transcript transcript, @Nullable UUID owner) {
        if (given.customerId() != null) {
            requireCustomer(given.customerId());
        }
        var spoken = transcript == null ? Duration.ZERO : transcript.duration().orElse(Duration.ZERO);
        db.sql("""
                insert into conversations.conversations (id, organization_id, title, source, kind, started_at, duration_seconds,
                  customer_id, customer_chosen, owner_user_id, transcript_format, turn_count, created_at, updated_at)
                values (:id, :organization, :title, :source, :kind, :startedAt, :duration,
                  :customer, :chosen, :owner, :format, :turns, :now, :now)
                """)
                .param("id", id)
                .param("organization", Tenancy.current().value())
                .param("title", given.title().strip())
                .param("source", sourceOf(given))
                .param("kind", given.kind() == null ? "meeting" : given.kind())
                .param("startedAt", Timestamps.at(given.startedAt()))
                .param("duration", given.durationSeconds() != null ? given.durationSeconds() : (int) spoken.toSeconds())
                .param("customer", given.customerId())
                .param("chosen", given.customerId() != null)
                .param("owner", owner)
                .param(
                        "format",
                        transcript == null ? null : transcript.format().name().toLowerCase(Locale.ROOT))
                .param("turns", transcript == null ? 0 : transcript.turns().size())
                .param("now", now())
                .update();
        if (transcript != null) {
            addTurns(id, transcript.turns());
        }
    }

    private void addTurns(UUID id, List<Turn> turns) {
        db.sql("""
                insert into conversations.turn (organization_id, conversation_id, index, speaker, start_ms, end_ms, text)
                select :organization, :id, t.* from unnest(:indexes, :speakers, :starts, :ends, :texts) as t
                """)
                .param("organization", Tenancy.current().value())
                .param("id", id)
                .param("indexes", turns.stream().map(Turn::index).toArray(Integer[]::new))
                .param("speakers", turns.stream().map(Turn::speaker).toArray(String[]::new))
                .param("starts", turns.stream().map(Turn::startMs).toArray(Long[]::new))
                .param("ends", turns.stream().map(Turn::endMs).toArray(Long[]::new))
                .param("texts", turns.stream().map(Turn::text).toArray(String[]::new))
                .update();
    }

    /** What an analyst reads: the words, and what is known besides them. */
    record Material(@Nullable Transcript transcript, Context context) {}

    Material material(UUID id) {
        var view = reads.view(id);
        var organization = organizations.current();
        var people = view.participants().stream()
                .map(one -> new Context.Participant(one.name(), one.email(), one.internal()))
                .toList();
        var context = new Context(
                view.title(),
                view.startedAt().atZone(organization.zone()).toLocalDate(),
                organization.zone(),
                null,
                people,
                organization.competitors());
        if (view.turnCount() == 0 || view.transcriptFormat() == null) {
            return new Material(null, context);
        }
        var turns = db
                .sql("select * from conversations.turn where conversation_id = :id order by index")
                .param("id", id)
                .query((row, number) -> ConversationReads.turn(row))
                .list()
                .stream()
                .map(turn -> new Turn(turn.index(), turn.speaker(), turn.startMs(), turn.endMs(), turn.text()))
                .toList();
        return new Material(
                new Transcript(Format.valueOf(view.transcriptFormat().toUpperCase(Locale.ROOT)), turns), context);
    }

    /** Whether this call completed it, and not an earlier one. */
    boolean complete(UUID id) {
        return db.sql("""
                update conversations.conversations set state = 'completed', completed_at = :now, updated_at = :now
                where id = :id and state = 'draft' and deleted_at is null
                """).param("id", id).param("now", now()).update() == 1;
    }

    /** Keeps an analysis and returns the ids of the action items that are new. A summary a person wrote stays. */
    List<UUID> keep(UUID id, Analysis analysis, String origin) {
        db.sql("""
                update conversations.conversations
                set summary = :summary, summary_sentences = cast(:sentences as jsonb), summary_origin = :origin,
                    summary_edited = false, summary_at = :now, updated_at = :now
                where id = :id and not (summary_edited or summary_origin is not distinct from 'entered')
                """)
                .param("id", id)
                .param("summary", analysis.summaryText())
                .param("sentences", json.writeValueAsString(analysis.summary()))
                .param("origin", origin)
                .param("now", now())
                .update();
        items.replaceInsights(id, analysis.insights());
        return items.mergeActionItems(id, analysis.actionItems(), origin);
    }

    void edit(UUID id, ConversationEdit edit) {
        // Whoever changes another field at the same time waits: each writes the whole row.
        db.sql("select from conversations.conversations where id = :id for update")
                .param("id", id)
                .query()
                .listOfRows();
        var before = reads.view(id);
        var title = edit.title().over(before.title(), "title");
        if (title.length() > TITLE) {
            throw Problem.invalid("invalid_title", "A title has 1 to " + TITLE + " characters.")
                    .with("limit", TITLE);
        }
        var kind = edit.kind().over(before.kind(), "kind");
        if (!List.of("meeting", "call").contains(kind)) {
            throw Problem.invalid("invalid_kind", "A conversation is a meeting or a call.");
        }
        if (edit.customerId().value() != null) {
            requireCustomer(edit.customerId().value());
        }
        db.sql("""
                update conversations.conversations set title = :title, kind = :kind, customer_id = :customer,
                  customer_chosen = customer_chosen or :chosen, updated_at = :now
                where id = :id
                """)
                .param("id", id)
                .param("title", title)
                .param("kind", kind)
                .param("customer", edit.customerId().over(before.customerId()))
                // "Nobody's" is a choice too: matching does not bring the customer back.
                .param("chosen", edit.customerId().given())
                .param("now", now())
                .update();
        if (edit.summary().given()) {
            setSummary(id, edit.summary().value());
        }
    }

    /** As a person wrote it; without one the conversation is as if it had never been summarised. */
    private void setSummary(UUID id, @Nullable String summary) {
        db.sql("""
                update conversations.conversations set summary = :summary, summary_sentences = '[]',
                  summary_edited = cast(:summary as text) is not null and summary_origin is not null and summary_origin <> 'entered',
                  summary_origin = case when cast(:summary as text) is not null then coalesce(summary_origin, 'entered') end,
                  summary_at = case when cast(:summary as text) is not null then :now end
                where id = :id
                """)
                .param("id", id)
                .param("summary", summary)
                .param("now", now())
                .update();
    }

    void delete(UUID id) {
        reads.view(id);
        db.sql("update conversations.conversations set deleted_at = :now, updated_at = :now where id = :id")
                .param("id", id)
                .param("now", now())
                .update();
    }

    void restore(UUID id) {
        var rows = db.sql("update conversations.conversations set deleted_at = null, updated_at = :now where id = :id")
                .param("id", id)
                .param("now", now())
                .update();
        if (rows == 0) {
            throw Problem.notFound("conversation");
        }
    }

    private void requireCustomer(UUID customer) {
        if (customers.customer(customer).isEmpty()) {
            throw Problem.notFound("customer");
        }
    }

    private java.time.OffsetDateTime now() {
        Instant instant = clock.instant();
        return Timestamps.at(instant);
    }
}
