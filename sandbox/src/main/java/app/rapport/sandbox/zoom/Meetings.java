package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Reply;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The meetings that were scheduled. */
final class Meetings {
    private static final Set<String> FIELDS = Set.of(
            "topic",
            "type",
            "start_time",
            "duration",
            "timezone",
            "agenda",
            "password",
            "settings",
            "tracking_fields",
            "recurrence",
            "template_id",
            "schedule_for",
            "pre_schedule",
            "default_password");

    private final Clock clock;
    private final Ledger ledger;
    private final People people;
    private final Limits limits;
    private final Map<String, ObjectNode> meetings = new LinkedHashMap<>();
    private boolean waitingRoomAllowed;

    Meetings(Clock clock, Ledger ledger, People people, Limits limits) {
        this.clock = clock;
        this.ledger = ledger;
        this.people = people;
        this.limits = limits;
        reset();
    }

    void reset() {
        meetings.clear();
        waitingRoomAllowed = true;
    }

    void kept(ObjectNode meeting) {
        var id = Json.text(meeting, "id", "");
        if (meeting.path("deleted").asBoolean(false)) {
            meetings.remove(id);
        } else {
            meetings.put(id, meeting);
        }
    }

    List<ObjectNode> all() {
        return new ArrayList<>(meetings.values());
    }

    @Nullable
    ObjectNode find(String id) {
        return meetings.get(id);
    }

    ObjectNode found(String id) {
        var meeting = meetings.get(id);
        if (meeting == null) {
            throw Refused.noMeeting(id);
        }
        return meeting;
    }

    Reply create(Call call, ObjectNode host) {
        var wanted = checked(call);
        if (!People.active(host)) {
            throw Refused.noUser(Json.text(host, "id", ""));
        }
        limits.changes(Json.text(host, "id", ""));
        var meeting = add(host, wanted);
        return Reply.json(201, whole(meeting, host));
    }

    ObjectNode add(ObjectNode host, ObjectNode wanted) {
        var id = newId();
        var meeting = Json.object()
                .put("uuid", Rooms.uuid())
                .put("id", id)
                .put("host_id", Json.text(host, "id"))
                .put("host_email", Json.text(host, "email"))
                .put("topic", "Zoom Meeting")
                .put("type", 2)
                .put("status", "waiting")
                .put("duration", 60)
                .put("timezone", "UTC")
                .put("created_at", Times.text(clock.instant()))
                .put("password", "pw" + id % 10_000);
        meeting.put("join_url", "https://zoom.us/j/" + id + "?pwd=" + Json.text(meeting, "password") + ".1");
        take(meeting, wanted);
        meetings.put(String.valueOf(id), meeting);
        keep(meeting);
        return meeting;
    }

    private long newId() {
        for (; ; ) {
            var id = ThreadLocalRandom.current().nextLong(80_000_000_000L, 89_999_999_999L);
            if (!meetings.containsKey(String.valueOf(id))) {
                return id;
            }
        }
    }

    /** As a field of the meeting, with what the account's own settings make of it. */
    private void take(ObjectNode meeting, ObjectNode wanted) {
        for (var field : wanted.properties()) {
            if (field.getKey().equals("settings") && meeting.get("settings") instanceof ObjectNode settings) {
                settings.setAll((ObjectNode) field.getValue());
            } else {
                meeting.set(field.getKey(), field.getValue());
            }
        }
        var settings = meeting.get("settings") instanceof ObjectNode given ? given : meeting.putObject("settings");
        var waiting = settings.path("waiting_room").asBoolean(false) && waitingRoomAllowed;
        settings.put("waiting_room", waiting);
        settings.put("join_before_host", settings.path("join_before_host").asBoolean(false) && !waiting);
        var start = Json.text(meeting, "start_time");
        if (start != null) {
            meeting.put("start_time", Times.text(instant(start, Json.text(meeting, "timezone", "UTC"))));
        }
    }

    private static Instant instant(String text, String zone) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(ZoneId.of(zone)).toInstant();
    }

    private ObjectNode checked(Call call) {
        if (!(call.json() instanceof ObjectNode wanted)) {
            throw Refused.field("body", "Invalid body.");
        }
        for (var field : wanted.propertyNames()) {
            if (!FIELDS.contains(field)) {
                call.problem("there is no field " + field + " of a meeting");
            }
        }
        check("topic", !wanted.has("topic") || wanted.path("topic").asString("").length() <= 200);
        check("agenda", wanted.path("agenda").asString("").length() <= 2_000);
        check("password", wanted.path("password").asString("").length() <= 10);
        check(
                "type",
                !wanted.has("type")
                        || Set.of(1, 2, 3, 8, 10).contains(wanted.path("type").asInt(0)));
        check("duration", !wanted.has("duration") || positive(wanted.path("duration")));
        check("settings", !wanted.has("settings") || wanted.path("settings").isObject());
        try {
            var zone = Json.text(wanted, "timezone", "UTC");
            ZoneId.of(zone);
            if (wanted.has("start_time")) {
                instant(Json.text(wanted, "start_time", ""), zone);
            }
        } catch (DateTimeException e) {
            throw Refused.field("start_time", "Invalid field.");
        }
        for (var other :
                wanted.path("settings").path("alternative_hosts").asString("").split("[;,]", -1)) {
            if (!other.isBlank()) {
                var user = people.find(other.strip());
                if (user == null || !People.licensed(user)) {
                    throw new Refused(400, 1010, "User does not belong to this account: " + other.strip() + ".");
                }
            }
        }
        return wanted;
    }

    private static boolean positive(JsonNode number) {
        return number.isIntegralNumber() && number.asInt(0) > 0;
    }

    private static void check(String field, boolean right) {
        if (!right) {
            throw Refused.field(field, "Invalid field.");
        }
    }

    Reply read(ObjectNode meeting) {
        return Reply.json(200, whole(meeting, people.found(Json.text(meeting, "host_id", ""))));
    }

    /** With an address that starts it, good for two hours. */
    private ObjectNode whole(ObjectNode meeting, ObjectNode host) {
        return meeting.deepCopy()
                .put("start_url", "https://zoom.us/s/" + Json.text(meeting, "id") + "?zak=" + people.key(host));
    }

    Reply change(Call call, ObjectNode meeting) {
        var wanted = checked(call);
        limits.changes(Json.text(meeting, "host_id", ""));
        take(meeting, wanted);
        keep(meeting);
        return Reply.empty(204);
    }

    Reply delete(ObjectNode meeting) {
        var id = Json.text(meeting, "id", "");
        if (running(meeting)) {
            throw new Refused(400, 3002, "Sorry, you cannot delete this meeting since it's in progress.");
        }
        meetings.remove(id);
        ledger.touch(
                "meeting:" + id,
                () -> Json.object()
                        .put("id", Long.parseLong(id))
                        .put("meeting", true)
                        .put("deleted", true));
        return Reply.empty(204);
    }

    static boolean running(ObjectNode meeting) {
        return Json.text(meeting, "status", "").equals("started");
    }

    Reply list(Call call, ObjectNode host) {
        var type = call.parameter("type", "scheduled");
        var now = clock.instant();
        var own = meetings.values().stream()
                .filter(meeting -> Json.text(meeting, "host_id", "").equals(Json.text(host, "id")))
                .filter(meeting -> switch (type) {
                    case "live" -> running(meeting);
                    case "upcoming", "upcoming_meetings" -> running(meeting) || !endsBefore(meeting, now);
                    case "previous_meetings" -> endsBefore(meeting, now);
                    case "scheduled" -> true;
                    default -> throw Refused.field("type", "Invalid field.");
                })
                .map(ObjectNode::deepCopy)
                .toList();
        // A list shows less than the meeting itself.
        own.forEach(meeting -> meeting.remove(List.of("settings", "password", "status", "host_email")));
        return Reply.json(200, Pages.page(call, "meetings", own, 300));
    }

    private static boolean endsBefore(ObjectNode meeting, Instant now) {
        var start = Json.text(meeting, "start_time");
        return start != null
                && Instant.parse(start)
                        .plus(Duration.ofMinutes(meeting.path("duration").asInt(60)))
                        .isBefore(now);
    }

    void keep(ObjectNode meeting) {
        ledger.touch(
                "meeting:" + Json.text(meeting, "id", ""),
                () -> meeting.deepCopy().put("meeting", true));
    }

    void set(Given wanted) {
        waitingRoomAllowed = wanted.flag("waitingRoomAllowed", waitingRoomAllowed);
    }

    ObjectNode state() {
        return Json.object().put("waitingRoomAllowed", waitingRoomAllowed);
    }
}
