package app.rapport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a process of its own. */
class ProgramTest {
    @Test
    @Timeout(60)
    void saysWhenItIsReadyAndStopsAtOnceWhenTold() throws Exception {
        var port = freePort();
        var process = start(String.valueOf(port));
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("Rapport sandbox is ready at http://localhost:" + port);
            assertThat(new Caller("http://localhost:" + port, null)
                            .get("/control")
                            .status())
                    .isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Timeout(60)
    void saysWhyItCannotStart() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var process = start(String.valueOf(taken.getLocalPort()));
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("cannot start", String.valueOf(taken.getLocalPort()));
        }
        var process = start("banana");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void whatItAnsweredOutlivesItsBeingKilled(@TempDir Path data) throws Exception {
        var port = freePort();
        var root = new Caller("http://localhost:" + port, null);
        var first = ready(start(String.valueOf(port), data));
        try {
            root.post("/control/salesforce/records/Account", "{\"Name\":\"Initech\"}");
        } finally {
            first.destroyForcibly().waitFor();
        }
        var second = ready(start(String.valueOf(port), data));
        try {
            assertThat(root.get("/control/salesforce/records/Account").raw().body())
                    .contains("Initech");
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private static Process ready(Process process) throws Exception {
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).contains("is ready");
        return process;
    }

    private static Process start(String port) throws Exception {
        return start(port, null);
    }

    private static Process start(String port, @Nullable Path data) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                List.of(java, "-Xmx128m", "-cp", System.getProperty("java.class.path"), Sandbox.class.getName()));
        builder.environment().put("RAPPORT_SANDBOX_PORT", port);
        if (data != null) {
            builder.environment().put("RAPPORT_DATA", data.toString());
        }
        return builder.start();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
