package app.rapport.conversations;

import app.rapport.audit.AuditTrail;
import app.rapport.conversations.analysis.Analysis;
import app.rapport.conversations.transcript.Format;
import app.rapport.conversations.transcript.Reading;
import app.rapport.conversations.transcript.Transcript;
import app.rapport.conversations.transcript.Transcripts;
import app.rapport.identity.CurrentUser;
import app.rapport.platform.Ids;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes conversations in, has them analysed, lets people correct them, and completes them once. */
@Service
class ConversationDesk {
    private final ConversationStore store;
    private final Participants participants;
    private final ConversationReads reads;
    private final Analysts analysts;
    private final Announcements announcements;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    ConversationDesk(
            ConversationStore store,
            Participants participants,
            ConversationReads reads,
            Analysts analysts,
            Announcements announcements,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.store = store;
        this.participants = participants;
        this.reads = reads;
        this.analysts = analysts;
        this.announcements = announcements;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** @param file the transcript as an uploaded file, instead of the one in {@code given} */
    ConversationView take(NewConversation given, byte @Nullable [] file, @Nullable CurrentUser by) {
        var transcript = file != null ? read(null, file) : read(given.transcript());
        var id = Ids.next();
        return inTransaction(() -> {
            store.add(id, given, transcript, by == null ? null : by.id().value());
            participants.record(id, given, transcript);
            audit.record(
                    "conversation.created", "conversation", id.toString(), Map.of("source", store.sourceOf(given)));
            announcements.changed(id);
            return reads.view(id);
        });
    }

    /** Writes summary, insights and action items anew; what people edited or entered stays. */
    ConversationView analyse(UUID id) {
        var material = inTransaction(() -> store.material(id));
        var analysis =
                material.transcript() == null ? null : analysts.analyse(material.transcript(), material.context());
        if (analysis == null) {
            throw Problem.unprocessable(
                    "no_transcript", "This conversation has no transcript to summarise. Add one, or enter a summary.");
        }
        return inTransaction(() -> {
            keep(id, analysis.analysis(), analysis.origin());
            announcements.changed(id);
            return reads.view(id);
        });
    }

    /** Completes the conversation, once: a second call changes nothing. A summary is written first if there is none. */
    ConversationView complete(UUID id) {
        var before = inTransaction(() -> reads.view(id));
        if (before.state().equals("completed")) {
            return before;
        }
        var material = before.summary() == null ? inTransaction(() -> store.material(id)) : null;
        // No model is asked inside a transaction.
        var analysis = material == null || material.transcript() == null
                ? null
                : analysts.analyse(material.transcript(), material.context());
        return inTransaction(() -> {
            if (store.complete(id)) {
                if (analysis != null) {
                    keep(id, analysis.analysis(), analysis.origin());
                }
                audit.record("conversation.completed", "conversation", id.toString(), Map.of());
                announcements.completed(reads.view(id));
            }
            return reads.view(id);
        });
    }

    ConversationView edit(UUID id, ConversationEdit edit) {
        return inTransaction(() -> {
            store.edit(id, edit);
            audit.record("conversation.edited", "conversation", id.toString(), Map.of("fields", edit.fields()));
            announcements.changed(id);
            return reads.view(id);
        });
    }

    void delete(UUID id) {
        inTransaction(() -> {
            store.delete(id);
            audit.record("conversation.deleted", "conversation", id.toString(), Map.of());
            announcements.changed(id);
            return id;
        });
    }

    ConversationView restore(UUID id) {
        return inTransaction(() -> {
            store.restore(id);
            audit.record("conversation.restored", "conversation", id.toString(), Map.of());
            announcements.changed(id);
            return reads.view(id);
        });
    }

    private void keep(UUID id, Analysis analysis, String origin) {
        var fresh = store.keep(id, analysis, origin);
        announcements.analysed(reads.view(id), fresh);
    }

    /** What a transcript holds, for the form that is still being filled in. */
    static Reading.Parsed parse(@Nullable String format, String content) {
        return accepted(format == null ? Transcripts.parse(content) : Transcripts.parse(formatOf(format), content));
    }

    private static @Nullable Transcript read(NewConversation.@Nullable Transcript given) {
        return given == null ? null : parse(given.format(), given.content()).transcript();
    }

    private static Transcript read(@Nullable String format, byte[] file) {
        return accepted(format == null ? Transcripts.parse(file) : Transcripts.parse(formatOf(format), file))
                .transcript();
    }

    private static Format formatOf(String word) {
        return switch (word) {
            case "vtt" -> Format.VTT;
            case "srt" -> Format.SRT;
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw Problem.invalid("unknown_format", "A transcript is vtt, srt, text or json.");
        };
    }

    private static Reading.Parsed accepted(Reading reading) {
        return switch (reading) {
            case Reading.Parsed parsed -> parsed;
            case Reading.Rejected(var code, var sentence) -> throw Problem.unprocessable(code, sentence);
        };
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** What a person changes. A blank text says the same as null. */
    record ConversationEdit(Patch<String> title, Patch<String> kind, Patch<UUID> customerId, Patch<String> summary) {
        ConversationEdit {
            title = Patch.text(title);
            summary = Patch.text(summary);
        }

        List<String> fields() {
            var all = new LinkedHashMap<String, Patch<?>>();
            all.put("title", title);
            all.put("kind", kind);
            all.put("customer", customerId);
            all.put("summary", summary);
            all.values().removeIf(field -> !field.given());
            return List.copyOf(all.keySet());
        }
    }
}
