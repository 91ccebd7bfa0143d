package app.rapport.crm;

import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.RemoteRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Drafts of a talk and its tasks for tests, differing from the usual one in what a test is about. */
final class TalkDraft {
    static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final String TITLE = "Quarterly review";

    private final Draft.Activity base;
    private String title;
    private String summary;
    private List<String> insights;
    private Draft.Form form;
    private Instant start;
    private Duration duration;
    private Map<String, String> mapped;

    private TalkDraft(Draft.Activity base) {
        this.base = base;
        this.title = base.title();
        this.summary = base.summary();
        this.insights = base.insights();
        this.form = base.form();
        this.start = base.start();
        this.duration = base.duration();
        this.mapped = base.mapped();
    }

    static TalkDraft like(Draft.Activity talk) {
        return new TalkDraft(talk);
    }

    /** Another talk each time. */
    static Draft.Activity at(Place place) {
        var id = UUID.randomUUID();
        return new Draft.Activity(
                new LinkKey(LinkKey.Kind.CONVERSATION, id),
                null,
                Draft.Form.MEETING,
                TITLE,
                "John wants to roll out in January.",
                List.of("Budget: 50,000 EUR"),
                List.of("Send the quote (Sam)"),
                List.of("John Smith", "Sam"),
                START,
                Duration.ofSeconds(1801),
                URI.create("http://localhost:3000/conversations/" + id),
                place,
                false,
                Map.of());
    }

    TalkDraft titled(String other) {
        title = other;
        return this;
    }

    TalkDraft saying(String other) {
        summary = other;
        return this;
    }

    TalkDraft noting(String... other) {
        insights = List.of(other);
        return this;
    }

    TalkDraft asCall() {
        form = Draft.Form.CALL;
        return this;
    }

    TalkDraft lasting(Instant from, Duration length) {
        start = from;
        duration = length;
        return this;
    }

    TalkDraft with(Map<String, String> fields) {
        mapped = fields;
        return this;
    }

    Draft.Activity draft() {
        return placed(base.remote(), base.place(), base.moved());
    }

    /** Written at the record when it hung on something else. */
    Draft.Activity movedTo(RemoteRef record, Place place) {
        return placed(record, place, true);
    }

    private Draft.Activity placed(@Nullable RemoteRef record, Place place, boolean moved) {
        return new Draft.Activity(
                base.key(),
                record,
                form,
                title,
                summary,
                insights,
                base.actions(),
                base.participants(),
                start,
                duration,
                base.link(),
                place,
                moved,
                mapped);
    }

    static Draft.Task task(String title, @Nullable LocalDate due, Place place) {
        var id = UUID.randomUUID();
        return new Draft.Task(
                new LinkKey(LinkKey.Kind.ACTION_ITEM, id),
                null,
                title,
                "Sam",
                due,
                Draft.Task.State.OPEN,
                null,
                TITLE,
                START,
                URI.create("http://localhost:3000/conversations/c#" + id),
                place,
                false);
    }

    /** The same task once it is there, with another title and state. */
    static Draft.Task later(Draft.Task task, RemoteRef record, String title, Draft.Task.State state) {
        return new Draft.Task(
                task.key(),
                record,
                title,
                task.ownerName(),
                task.due(),
                state,
                Draft.Task.State.OPEN,
                task.conversationTitle(),
                task.made(),
                task.link(),
                task.place(),
                false);
    }
}
