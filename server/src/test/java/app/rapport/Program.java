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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that listens, in a JVM of its own: a test can kill it and start it again on the same port. */
abstract class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final int port = freePort();
    private @Nullable Process process;

    public final String baseUrl() {
        return "http://localhost:" + port;
    }

    /** As {@code kill -9} does. */
    public final void kill() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    @Override
    public final void close() throws InterruptedException {
        kill();
    }

    /**
     * Comes back when it answers. Nothing of the tests is on its class path.
     *
     * @param asked a path that answers 200 when it is ready
     */
    final void start(Class<?> main, List<String> arguments, Map<String, String> environment, String asked)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                main.getName()));
        command.addAll(arguments);
        var log = Path.of(System.getProperty("basedir", ""), "target", main.getSimpleName() + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var started = builder.start();
        process = started;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(asked)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IOException(main.getSimpleName() + " did not start; " + log + " says why");
            }
            Thread.sleep(50);
        }
    }

    private boolean answers(String asked) throws InterruptedException {
        try {
            var ask = HttpRequest.newBuilder(URI.create(baseUrl() + asked)).build();
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
