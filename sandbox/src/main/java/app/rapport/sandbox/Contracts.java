package app.rapport.sandbox;

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

    static Contract of(String provider, @Nullable Path folder) {
        return Contract.NONE;
    }
}
