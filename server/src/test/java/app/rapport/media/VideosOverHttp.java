package app.rapport.media;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses videos as a script would. */
public final class VideosOverHttp {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String header;
    private final String credential;

    /** @param header Cookie or Authorization */
    public VideosOverHttp(String base, String header, String credential) {
        this.base = base;
        this.header = header;
        this.credential = credential;
    }

    public record Answer(int status, JsonNode body) {}

    public Answer call(String method, String path, String body) {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(base + path))
                            .header(header, credential)
                            .header("Content-Type", "application/json")
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "null" : answer.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode get(String path) {
        var answer = call("GET", path, "");
        if (answer.status() != 200) {
            throw new AssertionError(path + " answered " + answer);
        }
        return answer.body();
    }

    /** Sends the whole file; the answer is its address. */
    public String upload(Path file) {
        try {
            var begun = HTTP.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/uploads"))
                            .header(header, credential)
                            .header("Tus-Resumable", "1.0.0")
                            .header("Upload-Length", "" + Files.size(file))
                            .header(
                                    "Upload-Metadata",
                                    "filename "
                                            + java.util.Base64.getEncoder()
                                                    .encodeToString(file.getFileName()
                                                            .toString()
                                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            var address = begun.headers().firstValue("Location").orElseThrow(() -> new AssertionError(begun.body()));
            var sent = HTTP.send(
                    HttpRequest.newBuilder(URI.create(base + address))
                            .header(header, credential)
                            .header("Tus-Resumable", "1.0.0")
                            .header("Upload-Offset", "0")
                            .header("Content-Type", "application/offset+octet-stream")
                            .method("PATCH", BodyPublishers.ofFile(file))
                            .build(),
                    BodyHandlers.ofString());
            if (sent.statusCode() != 204) {
                throw new AssertionError(sent.statusCode() + " " + sent.body());
            }
            return address;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Uploads and has it made playable; the answer is the video's id. */
    public String video(Path file, String more) {
        var answer = call(
                "POST", "/api/videos", "{\"title\":\"Our talk\",\"uploadId\":\"" + upload(file) + "\"" + more + "}");
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.body().path("id").asString();
    }

    public JsonNode awaitVideo(String id, String state) {
        return await(
                () -> get("/api/videos/" + id),
                video -> video.path("state").asString().equals(state));
    }

    public JsonNode awaitPersonal(String video, String id, String state) {
        return await(
                () -> get("/api/videos/" + video + "/personal/" + id),
                one -> one.path("state").asString().equals(state));
    }

    /** Asks until the answer is fine. */
    public static JsonNode await(Supplier<JsonNode> asked, Predicate<JsonNode> fine) {
        return Awaitility.await().atMost(PATIENCE).until(asked::get, fine);
    }

    /** Without any credential, as a player does. */
    public HttpResponse<byte[]> fetch(String path, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path));
            for (var i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
