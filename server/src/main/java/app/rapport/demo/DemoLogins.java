package app.rapport.demo;

import app.rapport.platform.PrivateFile;
import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The file that says how to sign in to the demo. Written last, so that its presence means the data is whole. */
class DemoLogins {
    private final Path file;
    private final JsonMapper json;

    DemoLogins(RapportSettings settings, JsonMapper json) {
        this.file = settings.data().resolve("demo-logins.json");
        this.json = json;
    }

    record Login(String role, String name, String email, String password, String apiKey, String organizationId) {}

    boolean exist() {
        return Files.exists(file);
    }

    void write(List<Login> logins) throws IOException {
        put(file, logins);
        Files.deleteIfExists(draft());
    }

    /** Passwords chosen by a start that did not get to its end. */
    List<Login> unfinished() throws IOException {
        return Files.exists(draft())
                ? json.readValue(Files.readString(draft()), new TypeReference<List<Login>>() {})
                : List.of();
    }

    void begin(List<Login> logins) throws IOException {
        put(draft(), logins);
    }

    private Path draft() {
        return file.resolveSibling("demo-logins.unfinished");
    }

    private void put(Path target, List<Login> logins) throws IOException {
        PrivateFile.write(target, json.writerWithDefaultPrettyPrinter().writeValueAsString(logins) + "\n");
    }
}
