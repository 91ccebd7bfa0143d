package app.rapport.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long a person waits for {@code ./rapport demo} and {@code ./rapport start}, from the built state to the line that says it is ready. */
final class StartUp {
    private StartUp() {}

    static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("bench/out")), "start-up-");
        Figure.publish(
                "start-up",
                List.of(
                        Figure.atMost("demo, empty data folder", seconds("demo", folder.resolve("demo")), "s", 12),
                        Figure.atMost("demo, data folder there", seconds("demo", folder.resolve("demo")), "s", 12),
                        Figure.atMost(
                                "server alone, empty data folder", seconds("start", folder.resolve("alone")), "s", 4),
                        Figure.atMost(
                                "server alone, data folder there", seconds("start", folder.resolve("alone")), "s", 4)));
    }

    private static double seconds(String command, Path data) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("./rapport", command).redirectErrorStream(true);
        builder.environment().put("RAPPORT_DATA", data.toAbsolutePath().toString());
        builder.environment().put("RAPPORT_PORT", freePort());
        builder.environment().put("RAPPORT_SANDBOX_PORT", freePort());
        builder.environment().remove("RAPPORT_DATABASE_URL");
        // Of the ports of whoever measures, not of these.
        builder.environment().remove("RAPPORT_APP_URL");
        var began = System.nanoTime();
        var rapport = builder.start();
        try (var lines = rapport.inputReader()) {
            while (true) {
                var line = lines.readLine();
                if (line == null) {
                    throw new IOException("./rapport " + command + " ended before it was ready");
                }
                if (line.startsWith("Rapport is ready at ")) {
                    return (System.nanoTime() - began) / 1e9;
                }
            }
        } finally {
            // Its processes are stopped by it, and the next measurement begins when they are.
            rapport.destroy();
            rapport.waitFor();
        }
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
