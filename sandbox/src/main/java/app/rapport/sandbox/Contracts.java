package app.rapport.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** What the {@code *openapi*.json} in the provider's own folder below this one describe together. */
    static Contract of(String provider, @Nullable Path folder) {
        var own = folder == null ? null : folder.resolve(provider);
        if (own == null || !Files.isDirectory(own)) {
            return Contract.NONE;
        }
        try (var files = Files.newDirectoryStream(own, "*openapi*.json")) {
            var documents = new ArrayList<OpenApiContract>();
            for (var file : files) {
                documents.add(new OpenApiContract(Json.MAPPER.readTree(Files.readAllBytes(file))));
            }
            return switch (documents.size()) {
                case 0 -> Contract.NONE;
                case 1 -> documents.getFirst();
                default -> new SeveralContracts(documents);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
