package app.rapport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the published contract of a provider. */
final class Contracts {
    private Contracts() {}

    /** The folder named by RAPPORT_CONTRACTS (system property or environment), if it is there. */
    static @Nullable Path configured() {
        var named = System.getProperty("RAPPORT_CONTRACTS", System.getenv("RAPPORT_CONTRACTS"));
        if (named == null || named.isBlank()) {
            return null;
        }
        var folder = Path.of(named);
        return Files.isDirectory(folder) ? folder : null;
    }

    /** The first {@code *openapi*.json} in the provider's own folder below this one. */
    static Contract of(String provider, @Nullable Path folder) {
        var own = folder == null ? null : folder.resolve(provider);
        if (own == null || !Files.isDirectory(own)) {
            return Contract.NONE;
        }
        try (var files = Files.newDirectoryStream(own, "*openapi*.json")) {
            for (var file : files) {
                return new OpenApiContract(Json.MAPPER.readTree(Files.readAllBytes(file)));
            }
            return Contract.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
