package app.rapport.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another CRM is a package below this module and an entry of the provider directory: no other code knows one by name. */
class ProvidersByNameTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", ""), "src/main/java/app/rapport");

    @Test
    void noCrmIsNamedOutsideItsPackage() throws IOException {
        var naming = new ArrayList<String>();
        var looked = 0;
        for (var folder : List.of("crm", "crm/connector", "connections", "intake", "engagement")) {
            try (var files = Files.list(SOURCES.resolve(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    looked++;
                    if (code(file).matches("(?is).*(salesforce|hubspot|dynamics).*")) {
                        naming.add(folder + "/" + file.getFileName());
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(60);
        assertThat(naming).isEmpty();
    }

    private static String code(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
    }
}
