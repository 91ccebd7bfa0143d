package app.rapport;

import app.rapport.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The simulated providers in a process of their own, which keep their records in the same folder from start to start. */
public final class SandboxProcess extends Program {
    private final Path data;

    public SandboxProcess(Path data) {
        this.data = data;
    }

    public SandboxProcess start() throws IOException, InterruptedException {
        var environment = Map.of("RAPPORT_SANDBOX_PORT", String.valueOf(port), "RAPPORT_DATA", data.toString());
        start(Sandbox.class, List.of(), environment, "/control");
        return this;
    }
}
