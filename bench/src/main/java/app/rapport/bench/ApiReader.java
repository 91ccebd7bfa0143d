package app.rapport.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Reads lists of the API page by page, as a screen does. */
final class ApiReader {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String base;
    private final String key;

    ApiReader(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Reads up to so many pages and answers with the milliseconds of the slowest. */
    double pages(String path, int most) throws IOException, InterruptedException {
        var slowest = 0.0;
        var next = path;
        for (var i = 0; i < most; i++) {
            var began = System.nanoTime();
            var reply = http.send(
                    HttpRequest.newBuilder(URI.create(base + next))
                            .header("Authorization", "Bearer " + key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            slowest = Math.max(slowest, (System.nanoTime() - began) / 1e6);
            if (reply.statusCode() != 200) {
                throw new IOException(reply.statusCode() + " " + reply.body());
            }
            var cursor = json.readTree(reply.body()).path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                break;
            }
            next = path + "&cursor=" + cursor;
        }
        return slowest;
    }
}
