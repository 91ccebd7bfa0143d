package app.rapport.media;

import app.rapport.media.VideosOverHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Uses voices as the page does. */
public final class VoicesOverHttp {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String cookie;
    private final VideosOverHttp rest;

    public VoicesOverHttp(String base, String cookie) {
        this.base = base;
        this.cookie = cookie;
        this.rest = new VideosOverHttp(base, "Cookie", cookie);
    }

    /** The answer is its id. */
    public String add(String body) {
        var answer = rest.call("POST", "/api/voices", body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.body().path("id").asString();
    }

    /** As a browser sends what it recorded. */
    public Answer record(String voice, String name, Path recording) {
        try {
            return record(voice, name, Files.readAllBytes(recording));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Answer record(String voice, String name, byte[] recording) {
        return json(
                send(request("/api/voices/" + voice + "/names?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .header("Content-Type", "audio/webm;codecs=opus")
                        .PUT(BodyPublishers.ofByteArray(recording))));
    }

    HttpResponse<byte[]> hear(String path) {
        return send(request(path).GET());
    }

    HttpResponse<byte[]> say(String voice, String text) {
        return send(request("/api/voices/" + voice + "/try")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", text)))));
    }

    Answer imitate(String voice, Map<String, String> fields, Path sample) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        try {
            part(body, "name=\"files\"; filename=\"sample.webm\"", Files.readAllBytes(sample));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        body.writeBytes("--end--\r\n".getBytes(StandardCharsets.US_ASCII));
        return json(send(request("/api/voices/" + voice + "/clone")
                .header("Content-Type", "multipart/form-data; boundary=end")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))));
    }

    private static void part(ByteArrayOutputStream body, String what, byte[] value) {
        body.writeBytes(
                ("--end\r\nContent-Disposition: form-data; " + what + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie);
    }

    static Answer json(HttpResponse<byte[]> answer) {
        return new Answer(
                answer.statusCode(),
                JSON.readTree(answer.body().length == 0 ? "null".getBytes(StandardCharsets.UTF_8) : answer.body()));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
