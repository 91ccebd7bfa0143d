package app.rapport.demo;

import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The file that says how to sign in to the demo. Written last, so that its presence means the data is whole. */
@Component
@ConditionalOnProperty(name = "rapport.demo", havingValue = "true")
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
        Files.createDirectories(target.toAbsolutePath().getParent());
        var made = Files.createTempFile(
                target.toAbsolutePath().getParent(),
                "demo-logins",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made, json.writerWithDefaultPrettyPrinter().writeValueAsString(logins) + "\n");
        Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
