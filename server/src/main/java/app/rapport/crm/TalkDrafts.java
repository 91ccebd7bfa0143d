package app.rapport.crm;

import app.rapport.conversations.Conversations.ActionItem;
import app.rapport.conversations.Conversations.Insight;
import app.rapport.conversations.Conversations.Participant;
import app.rapport.conversations.Conversations.Snapshot;
import app.rapport.crm.connector.CrmObject;
import app.rapport.crm.connector.Draft;
import app.rapport.crm.connector.Draft.Place;
import app.rapport.crm.connector.LinkKey;
import app.rapport.crm.connector.LinkKey.Kind;
import app.rapport.crm.connector.Mapping;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A conversation as drafts for a CRM: what is said where, independent of which CRM it is. */
final class TalkDrafts {
    private static final String CANCELLED = Draft.Task.State.CANCELLED.name();

    private final Snapshot talk;
    private final URI link;
    private final List<Mapping> mappings;
    private final Map<LinkKey, Links.Link> links;

    TalkDrafts(Snapshot talk, URI appUrl, List<Mapping> mappings, Map<LinkKey, Links.Link> links) {
        this.talk = talk;
        this.link = URI.create(appUrl + "/conversations/" + talk.id());
        this.mappings = mappings.stream().filter(Mapping::enabled).toList();
        this.links = links;
    }

    static LinkKey keyOf(Snapshot talk) {
        return new LinkKey(Kind.CONVERSATION, talk.id());
    }

    Draft.Activity activity(Place place) {
        var key = keyOf(talk);
        var known = links.get(key);
        var form = talk.kind().equals("call") ? Draft.Form.CALL : Draft.Form.MEETING;
        return new Draft.Activity(
                key,
                known == null ? null : known.remote(),
                form,
                talk.title(),
                talk.summary() == null ? "" : talk.summary(),
                talk.insights().stream().map(TalkDrafts::line).toList(),
                talk.actionItems().stream().map(TalkDrafts::line).toList(),
                talk.participants().stream().map(TalkDrafts::line).toList(),
                talk.startedAt(),
                talk.duration(),
                link,
                place,
                moved(known, place),
                mapped(CrmObject.ACTIVITY));
    }

    /** A task for every action item; none for a cancelled one that never had one. */
    List<Draft.Task> tasks(Function<ActionItem, Place> places) {
        var tasks = new ArrayList<Draft.Task>();
        for (var item : talk.actionItems()) {
            var key = new LinkKey(Kind.ACTION_ITEM, item.id());
            var known = links.get(key);
            var state = state(item);
            if (state == Draft.Task.State.CANCELLED && (known == null || known.remote() == null)) {
                continue;
            }
            var place = places.apply(item);
            tasks.add(new Draft.Task(
                    key,
                    known == null ? null : known.remote(),
                    item.title(),
                    item.owner(),
                    item.dueDate(),
                    state,
                    known == null || known.remote() == null || known.told() == null
                            ? null
                            : Draft.Task.State.valueOf(known.told()),
                    talk.title(),
                    talk.startedAt(),
                    URI.create(link + "#" + item.id()),
                    place,
                    moved(known, place)));
        }
        tasks.addAll(leftOver());
        return tasks;
    }

    /** Tasks of action items that were removed here: put off there, for nobody should go on working on them. */
    private List<Draft.Task> leftOver() {
        var left = new ArrayList<Draft.Task>();
        for (var known : links.values()) {
            var there = known.key().kind() == Kind.ACTION_ITEM && known.remote() != null;
            var removed = talk.actionItems().stream()
                    .noneMatch(item -> item.id().equals(known.key().id()));
            if (there && removed && known.title() != null && !CANCELLED.equals(known.told())) {
                left.add(new Draft.Task(
                        known.key(),
                        known.remote(),
                        known.title(),
                        null,
                        null,
                        Draft.Task.State.CANCELLED,
                        null,
                        talk.title(),
                        talk.startedAt(),
                        URI.create(link + "#" + known.key().id()),
                        new Place(null, null, null, null),
                        false));
            }
        }
        return left;
    }

    /** Values for mapped fields of this kind of record; a source without anything to say is left out. */
    Map<String, String> mapped(CrmObject object) {
        var values = new LinkedHashMap<String, String>();
        for (var mapping : mappings) {
            if (mapping.object() == object) {
                var value = value(mapping.source());
                if (!value.isBlank()) {
                    values.merge(mapping.field(), value, (one, other) -> one + "\n" + other);
                }
            }
        }
        return values;
    }

    private String value(String source) {
        return switch (source) {
            case "summary" -> talk.summary() == null ? "" : talk.summary();
            case "title" -> talk.title();
            case "link" -> link.toString();
            case "insights" -> talk.insights().stream().map(TalkDrafts::line).collect(Collectors.joining("\n"));
            case "actions" -> talk.actionItems().stream().map(TalkDrafts::line).collect(Collectors.joining("\n"));
            case "budget" ->
                insights("budget")
                        .map(insight -> insight.amount() == null ? insight.text() : insight.amount())
                        .collect(Collectors.joining("\n"));
            case "competitor", "decision_maker" ->
                insights(source)
                        .map(insight -> insight.name() == null ? insight.text() : insight.name())
                        .distinct()
                        .collect(Collectors.joining("\n"));
            default -> insights(source).map(Insight::text).collect(Collectors.joining("\n"));
        };
    }

    private java.util.stream.Stream<Insight> insights(String kind) {
        return talk.insights().stream().filter(insight -> insight.kind().equals(kind));
    }

    /** What a record hangs on, in one word to compare. */
    static String word(Place place) {
        return (place.person() == null ? "" : place.person().ref().id()) + "|"
                + (place.company() == null ? "" : place.company().id()) + "|"
                + (place.deal() == null ? "" : place.deal().id());
    }

    private static boolean moved(Links.@Nullable Link known, Place place) {
        return known != null && known.remote() != null && !Objects.equals(known.place(), word(place));
    }

    private static Draft.Task.State state(ActionItem item) {
        return switch (item.status()) {
            case "done" -> Draft.Task.State.DONE;
            case "cancelled" -> Draft.Task.State.CANCELLED;
            default -> Draft.Task.State.OPEN;
        };
    }

    private static String line(Insight insight) {
        var label = switch (insight.kind()) {
            case "budget" -> "Budget";
            case "competitor" -> "Competitor";
            case "decision_maker" -> "Decision maker";
            case "risk" -> "Risk";
            case "next_step" -> "Next step";
            default -> insight.kind();
        };
        return label + ": " + insight.text();
    }

    private static String line(ActionItem item) {
        var details = new ArrayList<String>();
        if (item.owner() != null) {
            details.add(item.owner());
        }
        if (item.dueDate() != null) {
            details.add(item.dueDate().toString());
        }
        if (!item.status().equals("open")) {
            details.add(item.status());
        }
        return details.isEmpty() ? item.title() : item.title() + " (" + String.join(", ", details) + ")";
    }

    private static String line(Participant participant) {
        return participant.email() == null || participant.name().equals(participant.email())
                ? participant.name()
                : participant.name() + " <" + participant.email() + ">";
    }
}
