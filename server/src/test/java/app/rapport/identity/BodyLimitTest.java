package app.rapport.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody makes Rapport read more than there is reason to. */
@RapportTest
class BodyLimitTest {
    @Autowired
    TestOrganizations organizations;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void fromNobodyInParticularLittleIsRead() throws Exception {
        refused(send("/api/auth/login", null, credentials(70_000)));
        refused(send("/api/auth/login", null, withoutLength(credentials(70_000))));
        refused(send("/api/auth/login", null, withoutLength(unknown(70_000))));
        refused(send("/api/setup", null, unknown(70_000)));
        assertThat(send("/api/conversations", null, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void fromAMemberAsMuchAsATranscriptNeeds() throws Exception {
        var admin = organizations.create().user(Role.ADMIN).cookie();
        var transcript = "Sam: We talked.\\n".repeat(500_000);
        var fine = send("/api/conversations", admin, """
                {"title":"Long","startedAt":"2026-03-02T10:00:00Z","transcript":{"format":"text","content":"%s"}}
                """.formatted(transcript));
        assertThat(fine.statusCode()).as(fine.body()).isIn(201, 422);
        refused(send("/api/conversations", admin, unknown(17 * 1024 * 1024)));
        refused(send("/api/conversations", admin, withoutLength(unknown(17 * 1024 * 1024))));
    }

    @Test
    void anUploadThatIsTooLargeIsToldSo() throws Exception {
        var admin = organizations.create().user(Role.ADMIN).cookie();
        var file = "Sam: We talked.\n".repeat(800_000);
        for (var path : List.of("/api/conversations", "/api/customers/import")) {
            var request = HttpRequest.newBuilder(URI.create(organizations.baseUrl() + path))
                    .header("Content-Type", "multipart/form-data; boundary=end")
                    .header("Cookie", admin)
                    .POST(BodyPublishers.ofString("""
                            --end\r
                            Content-Disposition: form-data; name="conversation"\r
                            Content-Type: application/json\r
                            \r
                            {"title":"Long","startedAt":"2026-03-02T10:00:00Z"}\r
                            --end\r
                            Content-Disposition: form-data; name="file"; filename="long.txt"\r
                            \r
                            %s\r
                            --end--\r
                            """.formatted(file)));
            refused(http.send(request.build(), BodyHandlers.ofString()));
        }
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"too_large\"");
    }

    private static String credentials(int size) {
        return "{\"email\":\"a@b.example\",\"password\":\"" + "x".repeat(size) + "\"}";
    }

    private static String unknown(int size) {
        return "{\"ignored\":\"" + "x".repeat(size) + "\"}";
    }

    private static BodyPublisher withoutLength(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private HttpResponse<String> send(String path, @Nullable String cookie, String body) throws Exception {
        return send(path, cookie, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(String path, @Nullable String cookie, BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(organizations.baseUrl() + path))
                .header("Content-Type", "application/json")
                .POST(body);
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
