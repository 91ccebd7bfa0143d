package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.zoom.Rooms.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The stand-in meeting room: a page in place of Zoom's window, and what its buttons ask. */
final class RoomDoor implements AutoCloseable {
    private static final String LEFT = "left the meeting. Reason : left the meeting";
    private static final String GONE = "Network connection error.";

    private final Zoom zoom;
    private final People people;
    private final Meetings meetings;
    private final Rooms rooms;
    private final Pass pass;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-zoom-room").factory());
    private long noticesAfterMs = 60_000;
    private boolean guestEmails;

    RoomDoor(Zoom zoom, People people, Meetings meetings, Rooms rooms, Pass pass) {
        this.zoom = zoom;
        this.people = people;
        this.meetings = meetings;
        this.rooms = rooms;
        this.pass = pass;
    }

    /** @param path below {@code room}: the meeting's number, and what is asked */
    Reply answer(Call call, List<String> path) {
        if (path.isEmpty()) {
            throw new Refused(404, 3001, "Which meeting?");
        }
        var number = path.getFirst().replaceAll("[ -]", "");
        if (call.method().equals("GET") && (path.size() == 1 || path.getLast().equals(path.getFirst()))) {
            return page();
        }
        var meeting = meetings.found(number);
        if (path.size() != 2) {
            throw new Refused(404, 3001, "There is nothing here.");
        }
        return switch (call.method() + " " + path.get(1)) {
            case "GET state" -> Reply.json(200, state(meeting, call.parameter("participant", "")));
            case "POST join" -> join(meeting, call);
            case "POST leave" -> {
                rooms.leave(meeting, stay(call), null, false, LEFT);
                yield Reply.json(200, state(meeting, ""));
            }
            case "POST drop" -> drop(meeting, stay(call));
            case "POST notice" -> {
                rooms.leave(meeting, stay(call), null, false, GONE);
                yield Reply.json(200, state(meeting, ""));
            }
            case "POST rename" -> {
                var stay = stay(call);
                rooms.rename(stay, asked(call, "name"));
                yield Reply.json(200, state(meeting, Json.text(stay, "participant_uuid", "")));
            }
            case "POST end" -> {
                if (!stay(call).path("host").asBoolean(false)) {
                    throw new Refused(403, 3003, "Only the host can end the meeting.");
                }
                rooms.end(meeting, null, false);
                yield Reply.json(200, state(meeting, ""));
            }
            default -> throw new Refused(404, 3001, "There is nothing here.");
        };
    }

    private Reply join(ObjectNode meeting, Call call) {
        var host = pass.host(asked(call, "signature"), Json.text(meeting, "id", ""));
        var password = asked(call, "password");
        if (!password.isEmpty() && !password.equals(Json.text(meeting, "password", ""))) {
            throw new Refused(403, 3004, "The passcode is wrong.");
        }
        var person = host ? host(meeting, call) : guest(call);
        var stay = rooms.join(meeting, person, null, false);
        if (stay == null) {
            throw new Refused(409, 3008, "The host has not started the meeting.");
        }
        return Reply.json(200, state(meeting, Json.text(stay, "participant_uuid", "")));
    }

    private Person guest(Call call) {
        return new Person(
                asked(call, "name"), guestEmails ? asked(call, "email") : "", asked(call, "customerKey"), "", false);
    }

    private Person host(ObjectNode meeting, Call call) {
        var holder = people.holder(asked(call, "zak"));
        var user = holder == null ? null : people.find(holder);
        if (user == null || !mayHost(meeting, user)) {
            throw new Refused(403, 3003, "Without the host's key (ZAK) nobody is the host.");
        }
        return new Person(
                Json.text(user, "display_name", ""),
                Json.text(user, "email", ""),
                asked(call, "customerKey"),
                Objects.requireNonNull(holder),
                true);
    }

    private static boolean mayHost(ObjectNode meeting, ObjectNode user) {
        var others =
                meeting.path("settings").path("alternative_hosts").asString("").toLowerCase(Locale.ROOT);
        return Json.text(meeting, "host_id", "").equals(Json.text(user, "id"))
                || List.of(others.split("[;,]", -1))
                        .contains(Json.text(user, "email", "").toLowerCase(Locale.ROOT));
    }

    /** The line is dead; Zoom notices a minute later. */
    private Reply drop(ObjectNode meeting, ObjectNode stay) {
        stay.put("dropped", true);
        var ignored = later.schedule(
                () -> zoom.act(() -> rooms.leave(meeting, stay, null, false, GONE)),
                noticesAfterMs,
                TimeUnit.MILLISECONDS);
        return Reply.json(200, state(meeting, ""));
    }

    private ObjectNode stay(Call call) {
        var stay = rooms.stay(asked(call, "participant"));
        if (stay == null) {
            throw new Refused(404, 3001, "There is no such participant.");
        }
        return stay;
    }

    private static String asked(Call call, String name) {
        var json = call.json();
        return json == null ? "" : Json.text(json, name, "");
    }

    private ObjectNode state(ObjectNode meeting, String participant) {
        var id = Json.text(meeting, "id", "");
        @Nullable ObjectNode run = rooms.running(id);
        var you = rooms.stay(participant);
        var json = Json.object()
                .put("topic", Json.text(meeting, "topic"))
                .put("running", run != null)
                .put("participant", participant)
                .put("in", you != null && Json.text(you, "leave_time") == null)
                .put("host", you != null && you.path("host").asBoolean(false));
        var present = json.putArray("present");
        for (var stay : rooms.present(id)) {
            present.addObject()
                    .put("participant", Json.text(stay, "participant_uuid"))
                    .put("name", Json.text(stay, "user_name"))
                    .put("host", stay.path("host").asBoolean(false))
                    .put("dropped", stay.path("dropped").asBoolean(false));
        }
        return json;
    }

    /** May stand in a page of another address that is isolated. */
    private static Reply page() {
        try (var in = RoomDoor.class.getResourceAsStream("room.html")) {
            return new Reply(
                    200,
                    Map.of(
                            "Content-Type",
                            "text/html;charset=UTF-8",
                            "Cache-Control",
                            "no-cache",
                            "Cross-Origin-Embedder-Policy",
                            "require-corp",
                            "Cross-Origin-Resource-Policy",
                            "cross-origin"),
                    Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void set(Given wanted) {
        noticesAfterMs = wanted.number("noticesAfterMs", noticesAfterMs);
        guestEmails = wanted.flag("guestEmails", guestEmails);
    }

    void reset() {
        noticesAfterMs = 60_000;
        guestEmails = false;
    }

    ObjectNode state() {
        return Json.object().put("noticesAfterMs", noticesAfterMs).put("guestEmails", guestEmails);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
