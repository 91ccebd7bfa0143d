package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.SimulatedProvider;
import app.rapport.sandbox.zoom.Limits.Weight;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One Zoom account. Below {@code /oauth} are its tokens, below {@code /v2} its API, below {@code /room} the stand-in room. */
public final class Zoom implements SimulatedProvider {
    private static final String MEETINGS = "meetings";
    private static final String RUNS = "runs";
    private static final String PARTICIPANTS = "participants";

    private final Ledger ledger;
    private final Access access;
    private final People people;
    private final Meetings meetings;
    private final Limits limits;
    private final Hooks hooks;
    private final Rooms rooms;
    private final RoomDoor door;
    private final RoomControl control;

    public Zoom(Clock clock, Ledger ledger) {
        this.ledger = ledger;
        var app = App.registered();
        access = new Access(clock, app);
        people = new People(clock, ledger, app);
        limits = new Limits(clock);
        meetings = new Meetings(clock, ledger, people, limits);
        hooks = new Hooks(clock, app.webhookSecret());
        rooms = new Rooms(clock, ledger, app, meetings, hooks);
        door = new RoomDoor(this, people, meetings, rooms, new Pass(clock, app));
        control = new RoomControl(people, meetings, rooms, hooks);
        for (var kept : ledger.open()) {
            kept.remove("key");
            take(kept);
        }
    }

    private void take(ObjectNode kept) {
        if (kept.path("meeting").asBoolean(false)) {
            kept.remove("meeting");
            meetings.kept(kept);
            return;
        }
        var kind = Json.text(kept, "kind", "");
        if (kind.isEmpty()) {
            people.kept(kept);
            return;
        }
        kept.remove("kind");
        if (kind.equals("run")) {
            rooms.keptRun(kept);
        } else {
            rooms.keptStay(kept);
        }
    }

    @Override
    public String id() {
        return "zoom";
    }

    /** Does something between requests. */
    synchronized void act(Runnable what) {
        try {
            what.run();
        } finally {
            ledger.commit();
        }
    }

    @Override
    public synchronized Reply answer(Call call) {
        try {
            return route(call, call.segments());
        } catch (Refused refused) {
            if (refused.callersFault()) {
                call.problem(refused.words());
            }
            return refused.reply();
        } finally {
            ledger.commit();
        }
    }

    private Reply route(Call call, List<String> path) {
        var first = path.isEmpty() ? "" : path.getFirst();
        if (first.equals("room")) {
            return door.answer(call, path.subList(1, path.size()));
        }
        if (first.equals("oauth")
                && path.size() == 2
                && path.get(1).equals("token")
                && call.method().equals("POST")) {
            return access.token(call);
        }
        if (!first.equals("v2") || path.size() < 2) {
            throw nothing();
        }
        access.check(call);
        var below = path.subList(2, path.size());
        return switch (path.get(1)) {
            case "users" -> users(call, below);
            case "meetings" -> meetings(call, below);
            case "past_meetings" -> past(call, below);
            case "report" -> report(call, below);
            default -> throw nothing();
        };
    }

    private static Refused nothing() {
        return new Refused(404, 404, "Not found.");
    }

    private Reply users(Call call, List<String> path) {
        var whole = call.method() + " " + String.join("/", path);
        limits.spend(
                whole.endsWith("/meetings") || whole.equals("GET summary") || whole.equals("GET ")
                        ? Weight.MEDIUM
                        : Weight.LIGHT);
        switch (whole) {
            case "POST " -> {
                return people.create(call);
            }
            case "GET " -> {
                return people.list(call);
            }
            case "GET summary" -> {
                return people.summary();
            }
            case "GET email" -> {
                return people.existed(call);
            }
            default -> {}
        }
        if (path.isEmpty()) {
            throw nothing();
        }
        var user = people.found(path.getFirst());
        var asked = call.method() + (path.size() == 2 ? " " + path.get(1) : path.size() > 2 ? " ?" : "");
        return switch (asked) {
            case "GET" -> Reply.json(200, user.deepCopy());
            case "PATCH" -> people.change(call, user);
            case "DELETE" -> people.delete(user);
            case "PUT status" -> people.status(call, user);
            case "GET token" -> people.token(call, user);
            case "POST meetings" -> meetings.create(call, user);
            case "GET meetings" -> meetings.list(call, user);
            default -> throw nothing();
        };
    }

    private Reply meetings(Call call, List<String> path) {
        limits.spend(Weight.LIGHT);
        if (path.isEmpty()) {
            throw nothing();
        }
        var meeting = meetings.found(path.getFirst());
        var asked = call.method() + (path.size() == 2 ? " " + path.get(1) : path.size() > 2 ? " ?" : "");
        return switch (asked) {
            case "GET" -> meetings.read(meeting);
            case "PATCH" -> meetings.change(call, meeting);
            case "DELETE" -> meetings.delete(meeting);
            case "PUT status" -> {
                var json = call.json();
                if (json == null || !Json.text(json, "action", "").equals("end")) {
                    throw Refused.field("action", "Invalid field.");
                }
                rooms.end(meeting, null, false);
                yield Reply.empty(204);
            }
            default -> throw nothing();
        };
    }

    private Reply past(Call call, List<String> path) {
        if (path.isEmpty() || !call.method().equals("GET")) {
            throw nothing();
        }
        var which = which(path.getFirst());
        if (path.size() == 1) {
            limits.spend(Weight.LIGHT);
            return Reply.json(200, summary(lastOver(which)));
        }
        limits.spend(Weight.MEDIUM);
        return switch (path.get(1)) {
            case "instances" -> {
                var json = Json.object();
                var items = json.putArray("meetings");
                rooms.over(which)
                        .forEach(run -> items.addObject()
                                .put("uuid", Json.text(run, "uuid"))
                                .put("start_time", Json.text(run, "start_time")));
                yield Reply.json(200, json);
            }
            case "participants" -> participants(call, which);
            default -> throw nothing();
        };
    }

    private Reply report(Call call, List<String> path) {
        if (path.size() != 3
                || !path.getFirst().equals("meetings")
                || !path.get(2).equals("participants")
                || !call.method().equals("GET")) {
            throw nothing();
        }
        limits.spend(Weight.HEAVY);
        return participants(call, which(path.get(1)));
    }

    private Reply participants(Call call, String which) {
        var rows = rooms.stays(lastOver(which)).stream().map(Rooms::reported).toList();
        return Reply.json(200, Pages.page(call, PARTICIPANTS, rows, 300));
    }

    private ObjectNode lastOver(String which) {
        var over = rooms.over(which);
        if (over.isEmpty()) {
            throw Refused.noMeeting(which);
        }
        return over.getLast();
    }

    private ObjectNode summary(ObjectNode run) {
        var stays = rooms.stays(run);
        var start = Instant.parse(Json.text(run, "start_time", ""));
        var end = Instant.parse(Json.text(run, "end_time", ""));
        var meeting = meetings.find(Json.text(run, "meeting_id", ""));
        return Json.object()
                .put("id", Long.parseLong(Json.text(run, "meeting_id", "0")))
                .put("uuid", Json.text(run, "uuid"))
                .put("host_id", Json.text(run, "host_id"))
                .put("topic", meeting == null ? "" : Json.text(meeting, "topic"))
                .put("type", 2)
                .put("start_time", start.toString())
                .put("end_time", end.toString())
                .put("duration", Duration.between(start, end).toMinutes())
                .put("participants_count", stays.size())
                .put(
                        "total_minutes",
                        stays.stream()
                                        .mapToLong(stay -> Rooms.reported(stay)
                                                .path("duration")
                                                .asLong())
                                        .sum()
                                / 60);
    }

    /** A uuid that begins with a slash or has two in a row must come encoded twice. */
    private static String which(String segment) {
        if (segment.startsWith("/") || segment.contains("//")) {
            throw Refused.noMeeting(segment);
        }
        return segment.contains("%") ? URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8) : segment;
    }

    @Override
    public Reply failure(int status, @Nullable String code) {
        if (code != null && !code.matches("[0-9]+")) {
            return Reply.json(status, Json.object().put("reason", code).put("error", code));
        }
        var number = code != null ? Integer.parseInt(code) : status == 401 ? 124 : status == 404 ? 1001 : status;
        var message = switch (number) {
            case 124 -> "Invalid access token.";
            case 429 -> "You have reached the maximum per-second rate limit for this API. Try again later.";
            default -> "Something went wrong.";
        };
        return new Refused(status, number, message).reply();
    }

    /** The page and its buttons are ours, and the token's address is on another host. */
    @Override
    public boolean underContract(Call call) {
        return call.path().startsWith("/v2/");
    }

    @Override
    public Collection<String> types() {
        return List.of(People.USERS, People.ELSEWHERE, MEETINGS, RUNS, PARTICIPANTS);
    }

    @Override
    public synchronized List<ObjectNode> records(String type) {
        return switch (type) {
            case People.USERS, People.ELSEWHERE -> people.all(type);
            case MEETINGS -> meetings.all();
            case RUNS -> rooms.allRuns();
            case PARTICIPANTS -> rooms.allStays();
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    @Override
    public int count(String type) {
        return records(type).size();
    }

    @Override
    public synchronized ObjectNode add(String type, ObjectNode fields) {
        try {
            return switch (type) {
                case People.USERS -> people.add(fields);
                case People.ELSEWHERE -> people.addElsewhere(fields);
                case MEETINGS -> meetings.add(people.found(Json.text(fields, "host_id", "")), fields);
                default -> throw new IllegalArgumentException("nobody adds " + type);
            };
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.words(), refused);
        } finally {
            ledger.commit();
        }
    }

    @Override
    public synchronized @Nullable ObjectNode change(String type, String id, ObjectNode fields) {
        var found = type.equals(People.USERS) ? people.find(id) : type.equals(MEETINGS) ? meetings.find(id) : null;
        if (found != null) {
            found.setAll(fields);
            if (type.equals(MEETINGS)) {
                meetings.keep(found);
            } else {
                people.keep(found);
            }
            ledger.commit();
        }
        return found;
    }

    @Override
    public synchronized ObjectNode state() {
        var json = access.state();
        json.setAll(people.state());
        json.setAll(meetings.state());
        json.setAll(limits.state());
        json.setAll(hooks.state());
        json.setAll(door.state());
        return json;
    }

    @Override
    public synchronized void expireTokens() {
        access.expire();
    }

    @Override
    public synchronized void revokeTokens() {
        access.deactivate();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "tokenSeconds",
                "licences",
                "licenceCode",
                "acceptInvitations",
                "waitingRoomAllowed",
                "lightPerSecond",
                "mediumPerSecond",
                "heavyPerSecond",
                "dailyLeft",
                "hostDaily",
                "hostDailyCode",
                "duplicated",
                "lost",
                "latestMs",
                "retryMs",
                "senders",
                "noticesAfterMs",
                "guestEmails");
    }

    @Override
    public synchronized void set(Given wanted) {
        access.set(wanted);
        people.set(wanted);
        meetings.set(wanted);
        limits.set(wanted);
        hooks.set(wanted);
        door.set(wanted);
    }

    @Override
    public @Nullable Reply control(Call call, List<String> path) {
        if (path.getFirst().equals("webhooks")) {
            return hooks.control(call, path);
        }
        return path.getFirst().equals(MEETINGS) ? inside(call, path) : null;
    }

    private synchronized @Nullable Reply inside(Call call, List<String> path) {
        try {
            return control.answer(call, path);
        } catch (Refused refused) {
            return refused.reply();
        } finally {
            ledger.commit();
        }
    }

    /** From now on what happens is posted there; null says nobody is told. */
    public void webhooksTo(@Nullable URI url) {
        hooks.target(url);
    }

    @Override
    public synchronized void reset() {
        people.reset();
        meetings.reset();
        rooms.reset();
        limits.reset();
        hooks.reset();
        access.reset();
        door.reset();
        ledger.clear();
    }

    @Override
    public void close() {
        hooks.close();
        door.close();
    }
}
