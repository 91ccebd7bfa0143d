package app.rapport.identity;

import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests in one line each, for tests that make many. */
public final class Http {
    private static final JsonMapper JSON = new JsonMapper();

    private Http() {}

    public static RestTestClient.ResponseSpec get(RestTestClient client, String path) {
        return client.get().uri(path).exchange();
    }

    public static RestTestClient.ResponseSpec post(RestTestClient client, String path, String body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public static RestTestClient.ResponseSpec patch(RestTestClient client, String path, String body) {
        return client.patch()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public static RestTestClient.ResponseSpec put(RestTestClient client, String path, String body) {
        return client.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    public static RestTestClient.ResponseSpec delete(RestTestClient client, String path) {
        return client.delete().uri(path).exchange();
    }

    /** The body of an answer that must have this status. */
    public static JsonNode json(RestTestClient.ResponseSpec answer, int status) {
        var body = answer.expectStatus()
                .isEqualTo(status)
                .returnResult(String.class)
                .getResponseBody();
        return JSON.readTree(Objects.requireNonNullElse(body, "null"));
    }

    /** The answer must be a problem with this status and code. */
    public static void refused(RestTestClient.ResponseSpec answer, int status, String code) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
