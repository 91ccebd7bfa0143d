package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The account's users and their licences, and addresses that are users of other accounts. */
final class People {
    static final String USERS = "users";
    static final String ELSEWHERE = "elsewhere";
    private static final Duration KEY_LIVES = Duration.ofHours(2);
    private static final Set<Integer> TYPES = Set.of(1, 2, 4, 99);
    private static final int LICENSED = 2;

    private final Clock clock;
    private final Ledger ledger;
    private final App app;
    private final Map<String, ObjectNode> users = new LinkedHashMap<>();
    private final Map<String, ObjectNode> elsewhere = new LinkedHashMap<>();
    private int licences;
    private int licenceCode;
    private boolean accepting;

    People(Clock clock, Ledger ledger, App app) {
        this.clock = clock;
        this.ledger = ledger;
        this.app = app;
        defaults();
    }

    private void defaults() {
        licences = 100;
        licenceCode = 3412;
        accepting = true;
    }

    void reset() {
        users.clear();
        elsewhere.clear();
        defaults();
    }

    void kept(ObjectNode user) {
        if (user.path("deleted").asBoolean(false)) {
            users.remove(Json.text(user, "id", ""));
        } else if (user.path("elsewhere").asBoolean(false)) {
            elsewhere.put(key(Json.text(user, "email", "")), user);
        } else {
            users.put(Json.text(user, "id", ""), user);
        }
    }

    List<ObjectNode> all(String type) {
        return new ArrayList<>(type.equals(ELSEWHERE) ? elsewhere.values() : users.values());
    }

    /** By id or address. */
    ObjectNode found(String who) {
        var user = find(who);
        if (user == null) {
            throw Refused.noUser(who);
        }
        return user;
    }

    @Nullable
    ObjectNode find(String who) {
        var byId = users.get(who);
        return byId != null
                ? byId
                : users.values().stream()
                        .filter(user -> key(Json.text(user, "email", "")).equals(key(who)))
                        .findFirst()
                        .orElse(null);
    }

    static boolean active(ObjectNode user) {
        return Json.text(user, "status", "").equals("active");
    }

    static boolean licensed(ObjectNode user) {
        return user.path("type").asInt() == LICENSED;
    }

    Reply create(Call call) {
        if (!(call.json() instanceof ObjectNode wanted)) {
            throw Refused.field("body", "Invalid body.");
        }
        var info = wanted.path("user_info");
        var email = info.path("email").asString("");
        if (!Set.of("create", "autoCreate", "custCreate", "ssoCreate")
                .contains(wanted.path("action").asString(""))) {
            throw Refused.field("action", "Invalid field.");
        }
        if (email.length() > 128 || !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            throw Refused.field("user_info.email", "Invalid field.");
        }
        for (var name : List.of("first_name", "last_name")) {
            if (info.path(name).asString("").length() > 64) {
                throw Refused.field("user_info." + name, "Invalid field.");
            }
        }
        var type = info.path("type").asInt(0);
        if (!TYPES.contains(type)) {
            throw Refused.field("user_info.type", "Invalid field.");
        }
        var stranger = elsewhere.get(key(email));
        if (stranger != null && stranger.path("code").asInt(1005) == 1009) {
            throw new Refused(400, 1009, "The user " + email + " already holds an active account.");
        }
        if (stranger != null || find(email) != null) {
            throw new Refused(409, 1005, "Email \"" + email + "\" has already been used.");
        }
        if (type == LICENSED) {
            mayLicense();
        }
        var user = add(Json.object()
                .put("email", email)
                .put("first_name", info.path("first_name").asString(""))
                .put("last_name", info.path("last_name").asString(""))
                .put("type", type)
                .put("status", accepting ? "active" : "pending"));
        return Reply.json(
                201,
                Json.object()
                        .put("id", Json.text(user, "id"))
                        .put("first_name", Json.text(user, "first_name"))
                        .put("last_name", Json.text(user, "last_name"))
                        .put("email", email)
                        .put("type", type));
    }

    ObjectNode add(ObjectNode fields) {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        var user = Json.object()
                .put("id", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .put("account_id", app.accountId())
                .put("type", 1)
                .put("status", "active")
                .put("role_name", "Member")
                .put("created_at", now())
                .put("user_created_at", now());
        user.setAll(fields);
        user.put("display_name", (Json.text(user, "first_name", "") + " " + Json.text(user, "last_name", "")).strip());
        users.put(Json.text(user, "id", ""), user);
        keep(user);
        return user;
    }

    ObjectNode addElsewhere(ObjectNode fields) {
        var email = Json.text(fields, "email", "");
        elsewhere.put(key(email), fields);
        ledger.touch("elsewhere:" + key(email), () -> fields.deepCopy().put("elsewhere", true));
        return fields;
    }

    Reply change(Call call, ObjectNode user) {
        if (!(call.json() instanceof ObjectNode wanted)) {
            throw Refused.field("body", "Invalid body.");
        }
        if (wanted.has("type")) {
            var type = wanted.path("type").asInt(0);
            if (!TYPES.contains(type)) {
                throw Refused.field("type", "Invalid field.");
            }
            if (type == LICENSED && !licensed(user)) {
                mayLicense();
            }
        }
        user.setAll(wanted);
        keep(user);
        return Reply.empty(204);
    }

    private void mayLicense() {
        if (users.values().stream().filter(People::licensed).count() >= licences) {
            throw new Refused(
                    400,
                    licenceCode,
                    "Your request to convert the user type of a \"Basic\" user to a \"Licensed\" user was not approved: permitted maximum number of \""
                            + licences + "\" paying users.");
        }
    }

    Reply status(Call call, ObjectNode user) {
        var json = call.json();
        var action = json == null ? "" : json.path("action").asString("");
        if (!Set.of("activate", "deactivate").contains(action)) {
            throw Refused.field("action", "Invalid field.");
        }
        user.put("status", action.equals("activate") ? "active" : "inactive");
        if (action.equals("deactivate")) {
            user.put("type", 1);
        }
        keep(user);
        return Reply.empty(204);
    }

    Reply delete(ObjectNode user) {
        var id = Json.text(user, "id", "");
        users.remove(id);
        ledger.touch("user:" + id, () -> Json.object().put("id", id).put("deleted", true));
        return Reply.empty(204);
    }

    Reply list(Call call) {
        var status = call.parameter("status", "active");
        var matching = users.values().stream()
                .filter(user -> Json.text(user, "status", "").equals(status))
                .toList();
        return Reply.json(200, Pages.page(call, "users", matching, 2_000));
    }

    Reply summary() {
        return Reply.json(
                200,
                Json.object()
                        .put("licensed_users_count", count(true, "active"))
                        .put("basic_users_count", count(false, "active"))
                        .put("on_prem_users_count", 0)
                        .put("room_users_count", 0)
                        .put(
                                "pending_users_count",
                                users.values().stream()
                                        .filter(user ->
                                                Json.text(user, "status", "").equals("pending"))
                                        .count())
                        .put("join_only_users_count", 0)
                        .put("total_users_count", users.size()));
    }

    private long count(boolean licensed, String status) {
        return users.values().stream()
                .filter(user -> licensed(user) == licensed
                        && Json.text(user, "status", "").equals(status))
                .count();
    }

    Reply existed(Call call) {
        var email = call.parameter("email", "");
        return Reply.json(
                200, Json.object().put("existed_email", find(email) != null || elsewhere.containsKey(key(email))));
    }

    Reply token(Call call, ObjectNode user) {
        if (!call.parameter("type", "token").equals("zak")) {
            throw Refused.field("type", "Invalid field.");
        }
        return Reply.json(200, Json.object().put("token", key(user)));
    }

    /** What opens a meeting as its host, for two hours. */
    String key(ObjectNode user) {
        var words = Json.text(user, "id", "") + "."
                + clock.instant().plus(KEY_LIVES).getEpochSecond();
        return "zak." + words + "." + Signing.hex(app.clientSecret(), Signing.bytes(words));
    }

    /** Whether the key is one of ours that still lives; says whose. */
    @Nullable
    String holder(String key) {
        var parts = key.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("zak")) {
            return null;
        }
        var words = parts[1] + "." + parts[2];
        try {
            var until = Instant.ofEpochSecond(Long.parseLong(parts[2]));
            return Signing.hex(app.clientSecret(), Signing.bytes(words)).equals(parts[3])
                            && until.isAfter(clock.instant())
                    ? parts[1]
                    : null;
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }

    void keep(ObjectNode user) {
        ledger.touch("user:" + Json.text(user, "id", ""), user::deepCopy);
    }

    void set(Given wanted) {
        licences = wanted.number("licences", licences);
        licenceCode = wanted.number("licenceCode", licenceCode);
        accepting = wanted.flag("acceptInvitations", accepting);
    }

    ObjectNode state() {
        return Json.object()
                .put("licences", licences)
                .put("licenceCode", licenceCode)
                .put("acceptInvitations", accepting);
    }

    private static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private String now() {
        return Times.text(clock.instant());
    }
}
