package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import app.rapport.sandbox.Caller.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The simulated Zoom account, asked as Rapport asks it, and its stand-in room. */
class ZoomTest {
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final String MEETING = """
            {"topic":"Onboarding","type":2,"start_time":"2026-11-21T09:00:00Z","duration":60,"timezone":"Asia/Dubai",
             "settings":{"waiting_room":true,"join_before_host":false}}""";

    private final MovableClock clock = new MovableClock(START);
    private final Sandbox sandbox = Sandbox.start(0, clock);
    private final ZoomHandle zoom = sandbox.zoom();
    private final Caller control = new Caller(sandbox.baseUrl() + "/control/zoom", null);
    private Caller api = new Caller(zoom.baseUrl() + "/v2", null);
    private String host = "";

    @BeforeEach
    void letIn() throws Exception {
        api = new Caller(
                zoom.baseUrl() + "/v2", token().json().path("access_token").asString());
        host = Json.text(
                zoom.add(
                        "users",
                        Json.object()
                                .put("email", "sara@training.example")
                                .put("first_name", "Sara")
                                .put("last_name", "Nasser")),
                "id",
                "");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Answer token() throws IOException, InterruptedException {
        var pair = "rapport-sandbox:rapport-sandbox-secret".getBytes(StandardCharsets.UTF_8);
        return new Caller(zoom.baseUrl(), null)
                .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .submit("/oauth/token", "grant_type", "account_credentials", "account_id", "rapport-sandbox-account");
    }

    @Test
    void tokensLiveAnHourAndWrongOnesAreRefused() throws Exception {
        var granted = token();
        assertThat(granted.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(granted.json().path("token_type").asString()).isEqualTo("bearer");
        assertThat(api.get("/users/summary").status()).isEqualTo(200);

        clock.advance(Duration.ofHours(1));
        var late = api.get("/users/summary");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.json().path("code").asInt()).isEqualTo(124);

        var other = new Caller(zoom.baseUrl(), null)
                .with("Authorization", "Basic bm9ib2R5Om5vdGhpbmc=")
                .submit("/oauth/token", "grant_type", "account_credentials", "account_id", "rapport-sandbox-account");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().path("error").asString()).isEqualTo("invalid_client");
        assertThat(zoom.requests().toString()).doesNotContain("rapport-sandbox-secret");
    }

    @Test
    void peopleAreMadeOnceAndMayBelongElsewhere() throws Exception {
        var wanted = "{\"action\":\"create\",\"user_info\":{\"email\":\"%s\",\"type\":1,\"first_name\":\"Omar\"}}";
        var made = api.post("/users", wanted.formatted("omar@training.example"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.post("/users", wanted.formatted("Omar@Training.example"))
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(1005);
        assertThat(api.get("/users/omar@training.example").json().path("id"))
                .isEqualTo(made.json().path("id"));

        zoom.add("elsewhere", Json.object().put("email", "taken@other.example"));
        assertThat(api.post("/users", wanted.formatted("taken@other.example")).status())
                .isEqualTo(409);
        assertThat(api.get("/users/taken@other.example").json().path("code").asInt())
                .isEqualTo(1001);

        control.post("/settings", "{\"acceptInvitations\":false}");
        api.post("/users", wanted.formatted("late@training.example"));
        assertThat(api.get("/users/late@training.example").json().path("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void licencesEnd() throws Exception {
        control.post("/settings", "{\"licences\":1}");
        var other = zoom.add("users", Json.object().put("email", "b@training.example"));

        assertThat(api.patch("/users/" + host, "{\"type\":2}").status()).isEqualTo(204);
        var none = api.patch("/users/" + Json.text(other, "id", ""), "{\"type\":2}");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().path("code").asInt()).isEqualTo(3412);
        assertThat(api.get("/users/summary").json().path("licensed_users_count").asInt())
                .isEqualTo(1);
        assertThat(api.patch("/users/" + host, "{\"type\":1}").status()).isEqualTo(204);
    }

    @Test
    void meetingsAreKeptChangedListedAndDeleted() throws Exception {
        var made = api.post("/users/" + host + "/meetings", MEETING);
        assertThat(made.status()).isEqualTo(201);
        var id = made.json().path("id").asString();
        assertThat(made.json().path("settings").path("waiting_room").asBoolean())
                .isTrue();
        assertThat(made.json().path("start_url").asString()).contains("zak=");

        assertThat(api.patch("/meetings/" + id, "{\"topic\":\"Second\"}").status())
                .isEqualTo(204);
        assertThat(api.get("/meetings/" + id).json().path("topic").asString()).isEqualTo("Second");
        assertThat(api.get("/users/" + host + "/meetings", "type", "upcoming")
                        .json()
                        .path("meetings"))
                .hasSize(1);
        assertThat(api.get("/users/" + host + "/meetings", "type", "live")
                        .json()
                        .path("meetings"))
                .isEmpty();
        assertThat(api.delete("/meetings/" + id).status()).isEqualTo(204);
        assertThat(api.delete("/meetings/" + id).json().path("code").asInt()).isEqualTo(3001);

        var wrong = api.post("/users/" + host + "/meetings", MEETING.replace("Asia/Dubai", "Asia/Nowhere"));
        assertThat(wrong.json().path("code").asInt()).isEqualTo(300);
    }

    @Test
    void limitsAreToldAsZoomTellsThem() throws Exception {
        control.post("/settings", "{\"lightPerSecond\":1,\"hostDaily\":1}");
        api.get("/users/" + host);
        var fast = api.get("/users/" + host);
        assertThat(fast.status()).isEqualTo(429);
        assertThat(fast.header("X-RateLimit-Type")).isEqualTo("QPS");

        api.post("/users/" + host + "/meetings", MEETING);
        assertThat(api.post("/users/" + host + "/meetings", MEETING).status()).isEqualTo(429);

        control.post("/settings", "{\"dailyLeft\":0}");
        clock.advance(Duration.ofSeconds(2));
        var spent = api.get("/users/summary");
        assertThat(spent.header("Retry-After")).isEqualTo("2026-11-21T00:00:00Z");
    }

    @Test
    void aClassIsToldInSignedEventsAndTheReportAgrees() throws Exception {
        zoom.webhooksTo(URI.create(sandbox.baseUrl() + "/receiver/zoom"));
        var id = api.post("/users/" + host + "/meetings", MEETING)
                .json()
                .path("id")
                .asString();
        var meeting = "/meetings/" + id;

        control.post(meeting + "/join", "{\"host\":true}");
        var first = control.post(meeting + "/join", "{\"name\":\"Layla\",\"customerKey\":\"key-1\"}")
                .json();
        clock.advance(Duration.ofMinutes(10));
        control.post(
                meeting + "/leave",
                "{\"participant\":\"%s\"}"
                        .formatted(first.path("participant_uuid").asString()));
        var again = control.post(meeting + "/join", "{\"name\":\"Layla H.\",\"customerKey\":\"key-1\"}")
                .json();
        clock.advance(Duration.ofMinutes(20));
        control.post(meeting + "/end", "{}");
        assertThat(again.path("user_id")).isNotEqualTo(first.path("user_id"));

        var received = Received.by(sandbox, "zoom", 10);
        assertThat(received.stream().map(one -> body(one).path("event").asString()))
                .startsWith("meeting.started", "meeting.participant_joined")
                .endsWith("meeting.participant_left", "meeting.ended")
                .contains("meeting.participant_admitted");
        var joined = received.stream()
                .map(ZoomTest::body)
                .filter(event -> event.at("/payload/object/participant/customer_key")
                        .asString("")
                        .equals("key-1"))
                .findFirst()
                .orElseThrow();
        assertThat(joined.at("/payload/object/participant/email").asString()).isEmpty();
        assertThat(joined.at("/payload/object/id").asString()).isEqualTo(id);
        for (var one : received) {
            var headers = one.path("headers");
            var stamp = header(headers, "x-zm-request-timestamp");
            assertThat(header(headers, "x-zm-signature"))
                    .isEqualTo("v0="
                            + hex(hmac(
                                    "rapport-sandbox-webhook-secret",
                                    "v0:" + stamp + ":" + one.path("body").asString())));
        }

        var runs = api.get("/past_meetings/" + id + "/instances").json().path("meetings");
        assertThat(runs).hasSize(1);
        var uuid = Caller.form("u", runs.path(0).path("uuid").asString()).substring(2);
        uuid = uuid.startsWith("%2F") || uuid.contains("%2F%2F") ? uuid.replace("%", "%25") : uuid;
        var rows = api.get("/report/meetings/" + uuid + "/participants", "page_size", "300")
                .json()
                .path("participants");
        assertThat(rows).hasSize(3);
        assertThat(rows.path(1).path("duration").asInt()).isEqualTo(600);
        assertThat(rows.path(2).path("duration").asInt()).isEqualTo(1_200);
    }

    private static JsonNode body(JsonNode received) {
        return Json.MAPPER.readTree(received.path("body").asString());
    }

    private static String header(JsonNode headers, String name) {
        return headers.properties().stream()
                .filter(one -> one.getKey().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .asString();
    }

    @Test
    void theRoomLetsInWhoHasASignatureAndTheHostOnlyWithAKey() throws Exception {
        var id = api.post("/users/" + host + "/meetings", MEETING)
                .json()
                .path("id")
                .asString();
        var room = new Caller(zoom.baseUrl() + "/room/" + id, null);
        assertThat(room.get("").raw().body()).contains("<!doctype html>");

        var guest =
                "{\"signature\":\"%s\",\"name\":\"Layla\",\"customerKey\":\"k\"}".formatted(signature(id, 0, 7_200));
        assertThat(room.post("/join", guest).json().path("code").asInt()).isEqualTo(3008);

        var zak = api.get("/users/" + host + "/token", "type", "zak")
                .json()
                .path("token")
                .asString();
        var asHost = "{\"signature\":\"%s\",\"name\":\"Sara\",\"zak\":\"%s\"}";
        assertThat(room.post("/join", asHost.formatted(signature(id, 1, 7_200), ""))
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(3003);
        var started = room.post("/join", asHost.formatted(signature(id, 1, 7_200), zak));
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.json().path("host").asBoolean()).isTrue();

        var in = room.post("/join", guest).json();
        assertThat(in.path("present")).hasSize(2);
        var participant = in.path("participant").asString();
        var you = "{\"participant\":\"" + participant + "\"%s}";
        assertThat(room.post("/rename", you.formatted(",\"name\":\"ليلى\""))
                        .json()
                        .path("present")
                        .path(1)
                        .path("name")
                        .asString())
                .isEqualTo("ليلى");
        assertThat(room.post("/end", you.formatted("")).status()).isEqualTo(403);
        room.post("/drop", you.formatted(""));
        assertThat(room.get("/state").json().path("present")).hasSize(2);
        assertThat(room.post("/notice", you.formatted("")).json().path("present"))
                .hasSize(1);

        for (var wrong :
                List.of(signature("123", 0, 7_200), signature(id, 0, 1_000), signature(id, 2, 7_200), "a.b.c", "")) {
            assertThat(room.post("/join", "{\"signature\":\"" + wrong + "\"}").status())
                    .isEqualTo(403);
        }
        var old = signature(id, 0, 1_800);
        clock.advance(Duration.ofMinutes(31));
        assertThat(room.post("/join", "{\"signature\":\"" + old + "\"}")
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(3705);
    }

    private String signature(String meeting, int role, long lifetime) {
        var now = clock.instant().getEpochSecond();
        var claims = Json.object()
                .put("appKey", "rapport-sandbox-sdk")
                .put("sdkKey", "rapport-sandbox-sdk")
                .put("mn", meeting)
                .put("role", role)
                .put("iat", now)
                .put("exp", now + lifetime)
                .put("tokenExp", now + lifetime);
        var url = Base64.getUrlEncoder().withoutPadding();
        var words = url.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + url.encodeToString(Json.bytes(claims));
        return words + "." + url.encodeToString(hmac("rapport-sandbox-sdk-secret", words));
    }

    private static byte[] hmac(String secret, String words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    /** What is answered has the members of the published samples, and what is asked is held against the documents. */
    @Test
    void answersWithTheShapesOfTheContract() throws Exception {
        var folder = ContractsTest.find().resolve("zoom");
        assumeThat(Files.isDirectory(folder))
                .as("no contract to hold it against")
                .isTrue();
        var samples = Json.MAPPER.readTree(Files.readAllBytes(folder.resolve("rest-samples.json")));
        var meeting = api.post("/users/" + host + "/meetings", MEETING).json();
        same(sample(samples, "create meeting"), meeting, "encrypted_password");
        same(sample(samples, "s2s token"), token().json());
        same(
                sample(samples, "host ZAK"),
                api.get("/users/" + host + "/token", "type", "zak").json());
        same(sample(samples, "user not found"), api.get("/users/nobody").json());

        var contract = Contracts.of("zoom", ContractsTest.find());
        assertThat(problems(contract, "/v2/users/x/meetings", "{\"topic\":1}")).isNotEmpty();
        assertThat(problems(contract, "/v2/users/x/meetings", MEETING)).isEmpty();
        assertThat(problems(contract, "/v2/users", "{\"user_info\":{}}")).isNotEmpty();
        assertThat(problems(contract, "/v2/elsewhere", "{}")).isNotEmpty();
    }

    private static List<String> problems(Contract contract, String path, String body) {
        var headers = new com.sun.net.httpserver.Headers();
        headers.set("Content-Type", "application/json");
        var call = new Call("POST", path, "", headers, body.getBytes(StandardCharsets.UTF_8), "http://localhost");
        contract.check(call);
        return call.problems();
    }

    private static JsonNode sample(JsonNode samples, String name) {
        return samples.valueStream()
                .filter(one -> one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("body");
    }

    private static void same(JsonNode sample, JsonNode ours, String... without) {
        for (var member : sample.properties()) {
            if (!List.of(without).contains(member.getKey())) {
                assertThat(ours.path(member.getKey()).getNodeType())
                        .as(member.getKey())
                        .isEqualTo(member.getValue().getNodeType());
            }
        }
    }
}
