package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.zoom.Rooms.Person;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Lets a test hold a class: {@code /control/zoom/meetings/{id}/start}, {@code join}, {@code leave}, {@code rename}, {@code end}. */
final class RoomControl {
    private final People people;
    private final Meetings meetings;
    private final Rooms rooms;
    private final Hooks hooks;

    RoomControl(People people, Meetings meetings, Rooms rooms, Hooks hooks) {
        this.people = people;
        this.meetings = meetings;
        this.rooms = rooms;
        this.hooks = hooks;
    }

    /** The answer holds who it was about and the events there were; with {@code quiet} Zoom tells nobody. */
    @Nullable
    Reply answer(Call call, List<String> path) {
        if (path.size() == 3 && path.get(2).equals("events") && call.method().equals("GET")) {
            return events(path.get(1));
        }
        if (path.size() != 3 || !call.method().equals("POST")) {
            return null;
        }
        var meeting = meetings.found(path.get(1));
        var given = Given.of(
                call.json() == null ? Json.object() : call.json(),
                "name",
                "email",
                "customerKey",
                "host",
                "participant",
                "at",
                "quiet",
                "uuid",
                "reason");
        var at = at(given.text("at"));
        var quiet = given.flag("quiet", false);
        return switch (path.get(2)) {
            case "start" -> Reply.json(200, rooms.start(meeting, at, quiet, given.text("uuid")));
            case "join" -> join(meeting, given, at, quiet);
            case "leave" -> {
                var stay = stay(given);
                rooms.leave(
                        meeting, stay, at, quiet, given.text("reason", "left the meeting. Reason : left the meeting"));
                yield Reply.json(200, stay);
            }
            case "rename" -> {
                var stay = stay(given);
                rooms.rename(stay, given.text("name", ""));
                yield Reply.json(200, stay);
            }
            case "end" -> {
                rooms.end(meeting, at, quiet);
                yield Reply.empty(204);
            }
            default -> null;
        };
    }

    private Reply events(String meeting) {
        var json = Json.object();
        json.putArray("items")
                .addAll(hooks.fired().stream()
                        .filter(event -> meeting.equals(
                                event.path("payload").path("object").path("id").asString("")))
                        .toList());
        return Reply.json(200, json);
    }

    private Reply join(ObjectNode meeting, Given given, @Nullable Instant at, boolean quiet) {
        var host = given.flag("host", false);
        var user = host ? people.found(Json.text(meeting, "host_id", "")) : null;
        var person = user == null
                ? new Person(
                        given.text("name", "Guest"), given.text("email", ""), given.text("customerKey", ""), "", false)
                : new Person(
                        given.text("name", Json.text(user, "display_name", "")),
                        Json.text(user, "email", ""),
                        given.text("customerKey", ""),
                        Json.text(user, "id", ""),
                        true);
        var stay = rooms.join(meeting, person, at, quiet);
        return stay == null
                ? Reply.refuse(409, "the meeting has not begun: start it, or let the host join first")
                : Reply.json(200, stay);
    }

    private ObjectNode stay(Given given) {
        var stay = rooms.stay(given.text("participant", ""));
        if (stay == null) {
            throw new IllegalArgumentException("participant is the participant_uuid of a join");
        }
        return stay;
    }

    private static @Nullable Instant at(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("at is a time such as 2026-11-20T09:00:00Z", e);
        }
    }
}
