package app.rapport.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as plain processes on free ports, with a data folder of its own, so that parts of it can be killed. */
final class Running implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final Path SERVER = Path.of("server/target");
    private final Path data;
    private final int port = freePort();
    private final int sandboxPort = freePort();
    private final List<String> allowed = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Process sandbox;
    private @Nullable Process server;

    /** @param receivers {@code host:port} addresses that webhooks may go to */
    Running(String... receivers) throws IOException, InterruptedException {
        allowed.addAll(List.of(receivers));
        data = Files.createTempDirectory(Files.createDirectories(Path.of("bench/out")), "data-");
        sandbox = start(List.of("-Xmx256m", "-jar", sandboxJar()));
        startServer();
    }

    String url() {
        return "http://localhost:" + port;
    }

    String sandboxUrl() {
        return "http://localhost:" + sandboxPort;
    }

    /** Starts the server (again) and waits until it answers; says how long that took. */
    Duration startServer() throws IOException, InterruptedException {
        var began = System.nanoTime();
        server = start(List.of(
                "-XX:AOTCache=" + SERVER.resolve("app.aot"),
                "-Xlog:aot*=off",
                "-Xmx512m",
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dspring.aot.enabled=true",
                "-jar",
                SERVER.resolve("app/rapport.jar").toString()));
        await(url() + "/api/health/demo", server);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** As {@code kill -9} does. */
    void killServer() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    /** Kills the database's first process, as {@code kill -9} does. */
    void killDatabase() throws IOException {
        try (var files = Files.walk(data.resolve("postgres"), 3)) {
            var file = files.filter(path -> path.endsWith("postmaster.pid")).findFirst();
            if (file.isPresent()) {
                var pid =
                        Long.parseLong(Files.readAllLines(file.get()).getFirst().strip());
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Its database, past all rules: for what would take too long to prepare through the API. */
    Connection database() throws IOException, SQLException {
        var postgres = data.resolve("postgres");
        var port = Files.readString(postgres.resolve("port")).strip();
        var password = Files.readString(postgres.resolve("password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/rapport", "postgres", password);
    }

    /** Resident memory of the server. */
    long residentBytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + serverPid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
            }
        }
        throw new IOException("the server's memory cannot be read");
    }

    private long serverPid() {
        return java.util.Objects.requireNonNull(server).pid();
    }

    /** The API key of the first organisation's person with this role. */
    String apiKey(String role) throws IOException {
        for (var login : JSON.readTree(Files.readString(data.resolve("demo-logins.json")))) {
            if (login.path("role").asString().equals(role)) {
                return login.path("apiKey").asString();
            }
        }
        throw new IllegalArgumentException("nobody is " + role);
    }

    /** Sends JSON and returns the status and body; throws when nobody answers. */
    HttpResponse<String> send(String method, String path, String key, @Nullable Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Like {@link #send}, for answers that must be a success. */
    JsonNode ok(String method, String path, String key, @Nullable Object body)
            throws IOException, InterruptedException {
        var answer = send(method, path, key, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var process : server == null ? List.of(sandbox) : List.of(server, sandbox)) {
            process.destroy();
            if (!process.waitFor(Duration.ofSeconds(15))) {
                process.destroyForcibly();
            }
        }
        FileSystemUtils.deleteRecursively(data);
    }

    private Process start(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "RAPPORT_PORT", Integer.toString(port),
                        "RAPPORT_SANDBOX_PORT", Integer.toString(sandboxPort),
                        "RAPPORT_APP_URL", url(),
                        "RAPPORT_DATA", data.toAbsolutePath().toString(),
                        "RAPPORT_DEMO", "true",
                        "RAPPORT_PROVIDERS_SALESFORCE_BASE_URL", sandboxUrl() + "/salesforce",
                        "RAPPORT_PROVIDERS_HUBSPOT_BASE_URL", sandboxUrl() + "/hubspot",
                        "RAPPORT_WEBHOOKS_ALLOW", String.join(",", allowed)));
        for (var provider : List.of("SALESFORCE", "HUBSPOT")) {
            builder.environment().put(provider + "_CLIENT_ID", "rapport-sandbox");
            builder.environment().put(provider + "_CLIENT_SECRET", "rapport-sandbox-secret");
        }
        builder.environment()
                .putAll(Map.of(
                        "RAPPORT_PROVIDERS_ZOOM_BASE_URL", sandboxUrl() + "/zoom",
                        "RAPPORT_ZOOM_PLAN", "business",
                        "ZOOM_ACCOUNT_ID", "rapport-sandbox-account",
                        "ZOOM_CLIENT_ID", "rapport-sandbox",
                        "ZOOM_CLIENT_SECRET", "rapport-sandbox-secret",
                        "ZOOM_SDK_KEY", "rapport-sandbox-sdk",
                        "ZOOM_SDK_SECRET", "rapport-sandbox-sdk-secret",
                        "ZOOM_WEBHOOK_SECRET_TOKEN", "rapport-sandbox-webhook-secret"));
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
                .start();
    }

    private void await(String url, Process process) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                var request = HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(2))
                        .build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is still starting
            }
            Thread.sleep(20);
        }
        throw new IOException("it did not start; its last words are in " + data.resolve("log"));
    }

    private static String sandboxJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sandbox/target"))) {
            return files.map(Path::toString)
                    .filter(name -> name.matches(".*/rapport-sandbox-[^/]*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("build first: ./rapport build"));
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
