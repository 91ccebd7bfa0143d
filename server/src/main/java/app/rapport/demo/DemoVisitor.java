package app.rapport.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses the public API as a person or script would. Each step finds what an earlier, interrupted run already did. */
class DemoVisitor {
    private final String base;
    private final String key;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    DemoVisitor(String base, String key, JsonMapper json) {
        this.base = base;
        this.key = key;
        this.json = json;
    }

    /** The customer's id, as it is or newly made. */
    String customer(String name, String domain, Map<String, String> more) throws IOException, InterruptedException {
        for (var known : get("/api/customers?query=" + encoded(name)).path("items")) {
            if (known.path("name").asString().equals(name)) {
                return known.path("id").asString();
            }
        }
        var given = new HashMap<String, Object>(more);
        given.put("name", name);
        given.put("domains", List.of(domain));
        return post("/api/customers", given).path("id").asString();
    }

    /** The id of the user with this address. */
    String user(String email) throws IOException, InterruptedException {
        for (var user : get("/api/users?query=" + encoded(email)).path("items")) {
            if (user.path("email").asString().equals(email)) {
                return user.path("id").asString();
            }
        }
        throw new IOException("there is no user " + email);
    }

    void stakeholder(String customer, String name, String email, String title)
            throws IOException, InterruptedException {
        for (var known : get("/api/customers/" + customer).path("stakeholders")) {
            if (known.path("name").asString().equals(name)) {
                return;
            }
        }
        post(
                "/api/customers/" + customer + "/stakeholders",
                Map.of("name", name, "emails", List.of(email), "title", title));
    }

    /** Hands in a transcript as this visitor, unless a conversation of that title is there; it waits for review. */
    void conversation(String title, String source, Instant startedAt, List<Map<String, String>> people, String vtt)
            throws IOException, InterruptedException {
        for (var known : get("/api/conversations").path("items")) {
            if (known.path("title").asString().equals(title)) {
                return;
            }
        }
        post(
                "/api/conversations",
                Map.of(
                        "title", title,
                        "source", source,
                        "startedAt", startedAt.toString(),
                        "participants", people,
                        "transcript", Map.of("format", "vtt", "content", vtt)));
    }

    /** A voice of personal videos, unless one of that name is there. */
    void voice(Map<String, String> given) throws IOException, InterruptedException {
        for (var known : get("/api/voices").path("items")) {
            if (known.path("name").asString().equals(given.get("name"))) {
                return;
            }
        }
        post("/api/voices", given);
    }

    /** The cohort's id, as it is or newly made. */
    String cohort(String name, String instructor) throws IOException, InterruptedException {
        for (var known : get("/api/cohorts").path("items")) {
            if (known.path("name").asString().equals(name)) {
                return known.path("id").asString();
            }
        }
        return post("/api/cohorts", Map.of("name", name, "instructor_id", instructor))
                .path("id")
                .asString();
    }

    /** Enrols somebody; who is enrolled stays so. */
    void learner(String cohort, String email, String name) throws IOException, InterruptedException {
        post("/api/cohorts/" + cohort + "/learners", Map.of("email", email, "name", name));
    }

    /** A class, unless the cohort has one of that title. */
    void session(String cohort, String instructor, String title, Instant start, int minutes)
            throws IOException, InterruptedException {
        for (var known : get("/api/sessions?scope=all&cohort=" + cohort).path("items")) {
            if (known.path("title").asString().equals(title)) {
                return;
            }
        }
        post(
                "/api/sessions",
                Map.of(
                        "cohort_id", cohort,
                        "instructor_id", instructor,
                        "title", title,
                        "start_time", start.toString(),
                        "duration", minutes));
    }

    void signIn(String email, String password) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("email", email, "password", password))));
        check(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Goes through a provider's consent page and presses Approve, unless it is connected already. Sign in first. */
    void connectByConsent(String provider) throws IOException, InterruptedException {
        for (var card : get("/api/integrations").path("items")) {
            if (card.path("provider").asString().equals(provider)
                    && !card.path("connections").isEmpty()) {
                return;
            }
        }
        var authorize = send(HttpRequest.newBuilder(URI.create(base + "/api/integrations/" + provider + "/connect"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .path("authorizeUrl")
                .asString();
        var consent = URI.create(authorize);
        var approve = HttpRequest.newBuilder(consent)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(consent.getRawQuery() + "&decision=approve"));
        var back = http.send(approve.build(), HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the consent page of " + provider + " sent nobody back"));
        var answer =
                http.send(HttpRequest.newBuilder(URI.create(back)).GET().build(), HttpResponse.BodyHandlers.ofString());
        var landed = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() / 100 != 3 || landed.contains("error")) {
            throw new IOException("connecting " + provider + " ended at " + answer.statusCode() + " " + landed);
        }
    }

    /** Has the CRM's contacts show what was heard of them last, besides what its mappings say already. */
    void showInsightsAtContacts(String provider, String field) throws IOException, InterruptedException {
        for (var connection : get("/api/integrations/crm").path("items")) {
            if (!connection.path("provider").asString().equals(provider)) {
                continue;
            }
            var path = "/api/integrations/crm/" + connection.path("id").asString() + "/mappings";
            var mappings = new ArrayList<Map<String, Object>>();
            for (var known : get(path).path("items")) {
                if (known.path("object").asString().equals("contact")) {
                    return;
                }
                mappings.add(Map.of(
                        "source", known.path("source").asString(),
                        "object", known.path("object").asString(),
                        "field", known.path("field").asString(),
                        "enabled", known.path("enabled").asBoolean()));
            }
            mappings.add(Map.of("source", "insights", "object", "contact", "field", field, "enabled", true));
            send(HttpRequest.newBuilder(URI.create(base + path))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("items", mappings)))));
        }
    }

    /** Uploads a film and says what of it is personal. */
    void video(Path film, String title, String customer, List<Map<String, Object>> points)
            throws IOException, InterruptedException {
        var begun = http.send(
                HttpRequest.newBuilder(URI.create(base + "/api/uploads"))
                        .header("Authorization", "Bearer " + key)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", Long.toString(Files.size(film)))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        check(begun);
        var address = begun.headers().firstValue("Location").orElseThrow(() -> new IOException("no upload began"));
        check(http.send(
                HttpRequest.newBuilder(URI.create(base + address))
                        .header("Authorization", "Bearer " + key)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofFile(film))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
        post("/api/videos", Map.of("title", title, "uploadId", address, "customerId", customer, "points", points));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key)
                .GET());
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(check(http.send(request.build(), HttpResponse.BodyHandlers.ofString())));
    }

    private static String check(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request().method() + " " + answer.uri().getPath() + " answered "
                    + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
