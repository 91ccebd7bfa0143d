package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import app.rapport.platform.Tenancy;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Uploads that can be resumed, by the tus protocol. */
@RapportTest
class UploadTest {
    private static final long MEGABYTE = 1024 * 1024;

    @Autowired
    TestOrganizations organizations;

    @Autowired
    TusUploads uploads;

    @Autowired
    UploadTable table;

    @Autowired
    MovableClock clock;

    @Autowired
    Media media;

    @Autowired
    TransactionTemplate transaction;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final byte[] bytes = new byte[300_000];
    private TestOrganization acorn;
    private String cookie;

    @BeforeEach
    void something() {
        new Random(7).nextBytes(bytes);
        acorn = organizations.create("Acorn Works");
        cookie = acorn.user(Role.ADMIN).cookie();
    }

    @AfterEach
    void close() {
        clock.reset();
        http.close();
    }

    @Test
    @Requirement("P-159")
    void anUploadThatBreaksOffGoesOnWhereItWas() throws Exception {
        var address = begun(bytes.length);
        assertThat(offset(address)).isZero();

        // Half a request, then the line is cut.
        var uri = URI.create(organizations.baseUrl());
        try (var line = new Socket(uri.getHost(), uri.getPort())) {
            var out = line.getOutputStream();
            out.write(("PATCH " + address + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                            + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                            + "Content-Type: application/offset+octet-stream\r\nContent-Length: " + bytes.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(bytes, 0, 100_000);
            out.flush();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> offset(address) > 0);
        var came = (int) offset(address);
        assertThat(came).isBetween(1, 100_000);

        var rest = patch(address, came, BodyPublishers.ofByteArray(Arrays.copyOfRange(bytes, came, bytes.length)));
        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(204);
        assertThat(rest.headers().firstValue("Upload-Offset")).hasValue("" + bytes.length);
        assertThat(Files.readAllBytes(uploads.bytes(TusUploads.idOf(address)))).isEqualTo(bytes);
        var upload = acorn.as(Role.ADMIN, () -> uploads.finished(address));
        assertThat(upload.fileName()).isEqualTo("talk.mp4");
        assertThat(upload.bytes()).isEqualTo(bytes.length);
    }

    @Test
    void aProcessThatWasKilledWhileItWroteDoesNotEndTheUpload() throws Exception {
        var address = begun(bytes.length);
        Files.write(uploads.bytes(TusUploads.idOf(address)), Arrays.copyOf(bytes, 1_000));
        assertThat(offset(address)).isEqualTo(1_000);
        var rest = patch(address, 1_000, BodyPublishers.ofByteArray(Arrays.copyOfRange(bytes, 1_000, bytes.length)));
        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(204);
    }

    @Test
    @Requirement({"P-144", "P-215", "D-1"})
    void whatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        assertThat(begin(100 * MEGABYTE).statusCode()).isEqualTo(201);
        tooLarge(begin(100 * MEGABYTE + 1));
        tooLarge(begin(101 * MEGABYTE));
    }

    @Test
    @Requirement("D-1")
    void whoSendsMoreThanWasSaidIsStopped() throws Exception {
        var deferred =
                send(request("/api/uploads", "POST", BodyPublishers.noBody()).header("Upload-Defer-Length", "1"));
        assertThat(deferred.statusCode()).as(deferred.body()).isEqualTo(201);
        var address = deferred.headers().firstValue("Location").orElseThrow();
        tooLarge(send(
                patching(address, 0, BodyPublishers.ofByteArray(bytes)).header("Upload-Length", "" + 101 * MEGABYTE)));

        var small = begun(10);
        var more = patch(small, 0, BodyPublishers.ofByteArray(bytes));
        assertThat(more.statusCode()).as(more.body()).isEqualTo(400);
        var undeclared = patch(small, 0, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
        assertThat(undeclared.statusCode()).as(undeclared.body()).isIn(400, 413);
    }

    @Test
    void aPieceWithAnotherChecksumIsNotTaken() throws Exception {
        var address = begun(bytes.length);
        var right = "sha1 "
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
        var wrong = "sha1 " + Base64.getEncoder().encodeToString(new byte[20]);
        var refused =
                send(patching(address, 0, BodyPublishers.ofByteArray(bytes)).header("Upload-Checksum", wrong));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(460);
        assertThat(refused.body()).contains("upload_checksum");
        assertThat(offset(address)).isZero();
        var taken = send(patching(address, 0, BodyPublishers.ofByteArray(bytes)).header("Upload-Checksum", right));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
    }

    @Test
    void nobodyElseFindsAnUpload() throws Exception {
        var address = begun(10);
        for (var other : new String[] {
            organizations.create("Other Ltd").user(Role.ADMIN).cookie(),
            acorn.user(Role.CSM).cookie()
        }) {
            cookie = other;
            assertThat(head(address).statusCode()).isEqualTo(404);
            assertThat(patch(address, 0, BodyPublishers.ofByteArray(new byte[10]))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(send(request(address, "DELETE", BodyPublishers.noBody())).statusCode())
                    .isEqualTo(404);
        }
        cookie = "";
        assertThat(head(address).statusCode()).isEqualTo(401);
    }

    @Test
    void anApiKeyWithTheScopeMayUploadAndAnotherMayNot() throws Exception {
        var may = acorn.apiKey(Role.CSM, Permission.VIDEOS);
        var mayNot = acorn.apiKey(Role.CSM, Permission.CUSTOMERS_READ);
        assertThat(withKey(may).statusCode()).isEqualTo(201);
        assertThat(withKey(mayNot).statusCode()).isEqualTo(403);
    }

    @Test
    void anotherSiteCannotMakeABrowserUpload() throws Exception {
        var answer = send(request("/api/uploads", "POST", BodyPublishers.noBody())
                .header("Upload-Length", "10")
                .header("Origin", "https://elsewhere.example"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("cross_site");
    }

    @Test
    void whatIsTerminatedOrRunsOutIsRemoved() throws Exception {
        var given = begun(10);
        assertThat(send(request(given, "DELETE", BodyPublishers.noBody())).statusCode())
                .isEqualTo(204);
        assertThat(head(given).statusCode()).isEqualTo(404);

        var forgotten = begun(10);
        var file = uploads.bytes(TusUploads.idOf(forgotten));
        assertThat(file).exists();
        clock.advance(Duration.ofHours(25));
        Tenancy.system(() -> table.forget(clock.instant())).forEach(uploads::remove);
        assertThat(file).doesNotExist();
        assertThat(head(forgotten).statusCode()).isIn(401, 404);
    }

    @Test
    void whatItsVideoIsRefusedOverIsNotLost() throws Exception {
        var address = begun(bytes.length);
        assertThat(patch(address, 0, BodyPublishers.ofByteArray(bytes)).statusCode())
                .isEqualTo(204);
        assertThat(video(address, ",\"title\":\"" + "x".repeat(201) + "\"").statusCode())
                .isEqualTo(400);
        assertThat(video(address, ",\"customerId\":\"" + UUID.randomUUID() + "\"")
                        .statusCode())
                .isEqualTo(404);
        // Also when it is refused only after the bytes were taken.
        var id = TusUploads.idOf(address);
        Tenancy.run(
                acorn.id(),
                () -> transaction.executeWithoutResult(status -> {
                    media.take(UUID.randomUUID(), new Uploads.Upload(id, "talk.mp4", bytes.length), List.of());
                    status.setRollbackOnly();
                }));
        assertThat(uploads.bytes(id)).hasBinaryContent(bytes);
        assertThat(offset(address)).isEqualTo(bytes.length);

        assertThat(video(address, "").statusCode()).isEqualTo(201);
        assertThat(uploads.bytes(id)).doesNotExist();
        assertThat(video(address, "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> video(String address, String more) throws Exception {
        return send(request(
                        "/api/videos",
                        "POST",
                        BodyPublishers.ofString("{\"uploadId\":\"" + address + "\"" + more + "}"))
                .header("Content-Type", "application/json"));
    }

    @Test
    void whatAKilledProcessLeftOfAnUploadIsRemoved() throws Exception {
        var left = begun(10);
        var id = TusUploads.idOf(left);
        assertThat(acorn.in(() -> table.remove(id))).isTrue();
        var folder = Objects.requireNonNull(uploads.bytes(id).getParent());
        assertThat(uploads.restingSince(Instant.now().minus(Duration.ofHours(24))))
                .doesNotContain(id);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        assertThat(uploads.restingSince(Instant.now().minus(Duration.ofHours(24))))
                .contains(id);
        var known = TusUploads.idOf(begun(10));
        assertThat(Tenancy.<List<UUID>, RuntimeException>system(() -> table.unknown(List.of(id, known))))
                .containsExactly(id);
    }

    @Test
    void nonsenseIsRefusedInWords() throws Exception {
        var answer = send(request("/api/uploads", "POST", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(head("/api/uploads/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        var address = begun(10);
        var elsewhere = patch(address, 5, BodyPublishers.ofByteArray(new byte[5]));
        assertThat(elsewhere.statusCode()).isEqualTo(409);
        assertThat(elsewhere.body()).contains("upload_offset");
    }

    private HttpResponse<String> withKey(String key) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(organizations.baseUrl() + "/api/uploads"))
                        .header("Authorization", "Bearer " + key)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", "10")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static void tooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("\"file_too_large\"", "File too large");
    }

    private String begun(long length) throws Exception {
        var answer = begin(length);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> begin(long length) throws Exception {
        return send(request("/api/uploads", "POST", BodyPublishers.noBody())
                .header("Upload-Length", "" + length)
                .header("Upload-Metadata", "filename " + base64("talk.mp4") + ",filetype " + base64("video/mp4")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> head(String address) throws Exception {
        return send(request(address, "HEAD", BodyPublishers.noBody()));
    }

    private long offset(String address) throws Exception {
        return head(address).headers().firstValueAsLong("Upload-Offset").orElse(-1);
    }

    private HttpResponse<String> patch(String address, long offset, BodyPublisher body) throws Exception {
        return send(patching(address, offset, body));
    }

    private HttpRequest.Builder patching(String address, long offset, BodyPublisher body) {
        return request(address, "PATCH", body)
                .header("Upload-Offset", "" + offset)
                .header("Content-Type", "application/offset+octet-stream");
    }

    private HttpRequest.Builder request(String path, String method, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(organizations.baseUrl() + path))
                .header("Tus-Resumable", "1.0.0")
                .method(method, body);
        Map.of("Cookie", cookie).forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
