package app.rapport;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The application as a process of its own, which a test can kill and start again on the same database and port. It runs what
 * is shipped: nothing of the tests is on its class path.
 */
public final class RapportProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, Object> properties;
    private final int port = freePort();
    private @Nullable Process process;

    public RapportProcess(Map<String, String> more) {
        properties = new LinkedHashMap<>(RapportTest.OnADatabaseOfItsOwn.properties());
        properties.putAll(more);
        properties.put("server.port", port);
        properties.put("rapport.app-url", baseUrl());
    }

    public String baseUrl() {
        return "http://localhost:" + port;
    }

    /** Comes back when it answers. */
    public RapportProcess start() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Rapport.class.getName()));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        var log = Path.of(System.getProperty("basedir", ""), "target", "rapport-process.log");
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IOException("Rapport did not start; " + log + " says why");
            }
            Thread.sleep(50);
        }
        return this;
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private boolean answers() throws InterruptedException {
        try {
            var ask = HttpRequest.newBuilder(URI.create(baseUrl() + "/api/health"))
                    .build();
            return HTTP.send(ask, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
