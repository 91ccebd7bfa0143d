package app.rapport.training.zoom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was published or recorded of Zoom, below the folder RAPPORT_CONTRACTS names; without it there is nothing to hold against. */
final class ZoomContract {
    static final JsonMapper JSON = new JsonMapper();

    private ZoomContract() {}

    static Path folder() {
        var named = System.getenv("RAPPORT_CONTRACTS");
        var folder = Path.of(named == null ? "none" : named, "zoom");
        assumeTrue(Files.isDirectory(folder), "no contract of Zoom");
        return folder;
    }

    static JsonNode read(String file) throws IOException {
        return JSON.readTree(Files.readAllBytes(folder().resolve(file)));
    }
}
