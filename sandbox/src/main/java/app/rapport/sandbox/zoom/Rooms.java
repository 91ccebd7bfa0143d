package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens in meetings: each start is a run with a uuid of its own, each connection of somebody to it a stay. The events
 * that are fired and the reports that are asked for later tell the same story.
 */
final class Rooms {
    private static final long FIRST_USER = 16_778_240;
    private static final long BETWEEN_USERS = 1_024;

    private final Clock clock;
    private final Ledger ledger;
    private final App app;
    private final Meetings meetings;
    private final Hooks hooks;
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    /** By the connection's own id. */
    private final Map<String, ObjectNode> stays = new LinkedHashMap<>();

    private final Map<String, List<ObjectNode>> ofRun = new LinkedHashMap<>();
    private final Map<String, ObjectNode> open = new LinkedHashMap<>();

    /** Somebody at the door. */
    record Person(String name, String email, String customerKey, String zoomUser, boolean host) {}

    Rooms(Clock clock, Ledger ledger, App app, Meetings meetings, Hooks hooks) {
        this.clock = clock;
        this.ledger = ledger;
        this.app = app;
        this.meetings = meetings;
        this.hooks = hooks;
    }

    static String uuid() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    void reset() {
        runs.clear();
        stays.clear();
        ofRun.clear();
        open.clear();
    }

    void keptRun(ObjectNode run) {
        runs.put(Json.text(run, "uuid", ""), run);
        if (Json.text(run, "end_time") == null) {
            open.put(Json.text(run, "meeting_id", ""), run);
        } else {
            open.remove(Json.text(run, "meeting_id", ""));
        }
    }

    void keptStay(ObjectNode stay) {
        var before = stays.put(Json.text(stay, "participant_uuid", ""), stay);
        var list = ofRun.computeIfAbsent(Json.text(stay, "meeting_uuid", ""), ignored -> new ArrayList<>());
        if (before != null) {
            list.remove(before);
        }
        list.add(stay);
    }

    List<ObjectNode> allRuns() {
        return new ArrayList<>(runs.values());
    }

    List<ObjectNode> allStays() {
        return new ArrayList<>(stays.values());
    }

    @Nullable
    ObjectNode running(String meetingId) {
        return open.get(meetingId);
    }

    /** Those that are over, oldest first; by the meeting's number or the run's own uuid. */
    List<ObjectNode> over(String which) {
        return runs.values().stream()
                .filter(run -> Json.text(run, "end_time") != null)
                .filter(run -> which.equals(Json.text(run, "uuid")) || which.equals(Json.text(run, "meeting_id")))
                .toList();
    }

    List<ObjectNode> stays(ObjectNode run) {
        return List.copyOf(ofRun.getOrDefault(Json.text(run, "uuid", ""), List.of()));
    }

    List<ObjectNode> present(String meetingId) {
        var run = open.get(meetingId);
        return run == null
                ? List.of()
                : stays(run).stream()
                        .filter(stay -> Json.text(stay, "leave_time") == null)
                        .toList();
    }

    @Nullable
    ObjectNode stay(String participant) {
        return stays.get(participant);
    }

    ObjectNode start(ObjectNode meeting, @Nullable Instant given, boolean quiet, @Nullable String wantedUuid) {
        var id = Json.text(meeting, "id", "");
        var already = open.get(id);
        if (already != null) {
            return already;
        }
        var at = given == null ? clock.instant() : given;
        // The first run is the meeting's own uuid; each one after it has another.
        var first = over(id).isEmpty() ? Json.text(meeting, "uuid", "") : uuid();
        var run = Json.object()
                .put("uuid", wantedUuid == null ? first : wantedUuid)
                .put("meeting_id", id)
                .put("host_id", Json.text(meeting, "host_id"))
                .put("start_time", Times.text(at));
        keptRun(run);
        keep("run", run, "uuid");
        meeting.put("status", "started");
        meetings.keep(meeting);
        if (!quiet) {
            hooks.fire(event("meeting.started", meeting, run, at));
        }
        return run;
    }

    /** Null when the host is not there and it cannot begin without. */
    @Nullable
    ObjectNode join(ObjectNode meeting, Person person, @Nullable Instant given, boolean quiet) {
        var at = given == null ? clock.instant() : given;
        var run = open.get(Json.text(meeting, "id", ""));
        if (run == null) {
            var early = meeting.path("settings").path("join_before_host").asBoolean(false);
            if (!person.host() && !early) {
                return null;
            }
            if (!person.host() && !quiet) {
                var waiting = event("meeting.participant_jbh_joined", meeting, null, at);
                object(waiting).putObject("participant").put("id", "").put("user_name", person.name());
                hooks.fire(waiting);
            }
            run = start(meeting, at, quiet, null);
        }
        var stay = Json.object()
                .put("meeting_uuid", Json.text(run, "uuid"))
                .put("participant_uuid", UUID.randomUUID().toString().toUpperCase(Locale.ROOT))
                .put(
                        "user_id",
                        String.valueOf(FIRST_USER + BETWEEN_USERS * stays(run).size()))
                .put("id", person.zoomUser())
                .put("participant_user_id", person.zoomUser())
                .put("user_name", person.name())
                .put("email", person.email())
                .put("registrant_id", "")
                .put("customer_key", person.customerKey())
                .put("host", person.host())
                .put("join_time", Times.text(at));
        keptStay(stay);
        keep("stay", stay, "participant_uuid");
        if (!quiet) {
            if (!person.host() && meeting.path("settings").path("waiting_room").asBoolean(false)) {
                hooks.fire(about("meeting.participant_joined_waiting_room", meeting, run, stay, at, "date_time"));
                hooks.fire(about("meeting.participant_admitted", meeting, run, stay, at, "date_time"));
            }
            hooks.fire(about("meeting.participant_joined", meeting, run, stay, at, "join_time"));
        }
        return stay;
    }

    /** Once only: who has left has left. */
    void leave(ObjectNode meeting, ObjectNode stay, @Nullable Instant given, boolean quiet, String reason) {
        if (Json.text(stay, "leave_time") != null) {
            return;
        }
        var at = given == null ? clock.instant() : given;
        stay.put("leave_time", Times.text(at)).put("leave_reason", reason);
        keep("stay", stay, "participant_uuid");
        var run = runs.get(Json.text(stay, "meeting_uuid", ""));
        if (run != null && !quiet) {
            hooks.fire(about("meeting.participant_left", meeting, run, stay, at, "leave_time"));
        }
    }

    void rename(ObjectNode stay, String name) {
        // Zoom tells nobody; later events and the report have the new name.
        stay.put("user_name", name);
        keep("stay", stay, "participant_uuid");
    }

    void end(ObjectNode meeting, @Nullable Instant given, boolean quiet) {
        var id = Json.text(meeting, "id", "");
        var run = open.get(id);
        if (run == null) {
            return;
        }
        var at = given == null ? clock.instant() : given;
        for (var stay : present(id)) {
            leave(meeting, stay, at, quiet, "left the meeting. Reason: Host ended the meeting.");
        }
        run.put("end_time", Times.text(at));
        keptRun(run);
        keep("run", run, "uuid");
        meeting.put("status", "waiting");
        meetings.keep(meeting);
        if (!quiet) {
            var event = event("meeting.ended", meeting, run, at);
            object(event).put("end_time", Times.text(at));
            hooks.fire(event);
        }
    }

    private void keep(String kind, ObjectNode what, String id) {
        ledger.touch(kind + ":" + Json.text(what, id, ""), () -> what.deepCopy().put("kind", kind));
    }

    private ObjectNode event(String name, ObjectNode meeting, @Nullable ObjectNode run, Instant at) {
        var event = Json.object().put("event", name).put("event_ts", at.toEpochMilli());
        event.putObject("payload")
                .put("account_id", app.accountId())
                .putObject("object")
                .put("id", Json.text(meeting, "id"))
                .put("uuid", Json.text(run == null ? meeting : run, "uuid"))
                .put("host_id", Json.text(meeting, "host_id"))
                .put("topic", Json.text(meeting, "topic"))
                .put("type", meeting.path("type").asInt(2))
                .put("start_time", run == null ? Times.text(at) : Json.text(run, "start_time"))
                .put("timezone", Json.text(meeting, "timezone"))
                .put("duration", meeting.path("duration").asInt(0));
        return event;
    }

    private ObjectNode about(
            String name, ObjectNode meeting, ObjectNode run, ObjectNode stay, Instant at, String time) {
        var event = event(name, meeting, run, at);
        var participant = object(event)
                .putObject("participant")
                .put("user_id", Json.text(stay, "user_id"))
                .put("user_name", Json.text(stay, "user_name"))
                .put("id", Json.text(stay, "id"))
                .put("participant_uuid", Json.text(stay, "participant_uuid"))
                .put("participant_user_id", Json.text(stay, "participant_user_id"))
                .put("email", Json.text(stay, "email"))
                .put("registrant_id", "")
                .put("customer_key", Json.text(stay, "customer_key"))
                .put(time, Times.text(at));
        if (time.equals("leave_time")) {
            participant.put("leave_reason", Json.text(stay, "leave_reason"));
        }
        return event;
    }

    private static ObjectNode object(ObjectNode event) {
        return (ObjectNode) event.path("payload").path("object");
    }

    /** A row of the participants' report. */
    static ObjectNode reported(ObjectNode stay) {
        var join = Json.text(stay, "join_time", "");
        var leave = Json.text(stay, "leave_time", join);
        return Json.object()
                .put("id", Json.text(stay, "id"))
                .put("user_id", Json.text(stay, "user_id"))
                .put("name", Json.text(stay, "user_name"))
                .put("user_email", Json.text(stay, "email"))
                .put("join_time", join)
                .put("leave_time", leave)
                .put(
                        "duration",
                        Duration.between(Instant.parse(join), Instant.parse(leave))
                                .toSeconds())
                .put("customer_key", Json.text(stay, "customer_key"))
                .put("participant_user_id", Json.text(stay, "participant_user_id"))
                .put("registrant_id", "")
                .put("failover", false)
                .put("status", "in_meeting");
    }
}
