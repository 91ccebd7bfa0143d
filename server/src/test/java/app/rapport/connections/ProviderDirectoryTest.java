package app.rapport.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

class ProviderDirectoryTest {
    private static final RapportSettings SETTINGS =
            new RapportSettings(Path.of("data"), URI.create("https://rapport.example/"), null, null, null, false);

    @Test
    @Requirement({"H-39", "H-40"})
    void signsInAtTheProvidersOwnAddressesAndComesBackToTheAppUrl() {
        var directory = directory(Map.of());
        var salesforce = directory.get("salesforce");

        assertThat(directory.authorize(salesforce, null))
                .hasToString("https://login.salesforce.com/services/oauth2/authorize");
        assertThat(directory.token(salesforce, null)).hasToString("https://login.salesforce.com/services/oauth2/token");
        assertThat(directory.token(salesforce, directory.loginHost(salesforce, " https://Test.Salesforce.com/ ")))
                .hasToString("https://test.salesforce.com/services/oauth2/token");
        assertThat(directory.callback("salesforce"))
                .hasToString("https://rapport.example/api/integrations/salesforce/callback");
        assertThat(directory.token(directory.get("hubspot"), null))
                .hasToString("https://api.hubapi.com/oauth/2026-09/token");
    }

    @Test
    @Requirement("H-39")
    void readsTheAppFromTheEnvironment() {
        var directory = directory(Map.of(
                "SALESFORCE_CLIENT_ID", "id", "SALESFORCE_CLIENT_SECRET", "secret", "HUBSPOT_CLIENT_ID", "only half"));

        assertThat(directory.app("salesforce")).contains(new ProviderDirectory.App("id", "secret"));
        assertThat(directory.app("hubspot")).isEmpty();
    }

    @Test
    void aBaseUrlInTheEnvironmentReplacesEveryAddressOfAProvider() {
        var directory = directory(Map.of("RAPPORT_PROVIDERS_SALESFORCE_BASE_URL", "http://localhost:3001/salesforce/"));
        var salesforce = directory.get("salesforce");

        assertThat(directory.authorize(salesforce, "test.salesforce.com"))
                .hasToString("http://localhost:3001/salesforce/services/oauth2/authorize");
        assertThat(directory.token(salesforce, null))
                .hasToString("http://localhost:3001/salesforce/services/oauth2/token");
        assertThat(directory.trusted(salesforce, "http://localhost:3001/salesforce"))
                .isTrue();
        assertThat(directory.trusted(salesforce, "http://localhost:3002/salesforce"))
                .isFalse();
        assertThat(directory.redirected("salesforce")).isTrue();
        assertThat(directory.redirected("hubspot")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://na1.salesforce.com",
                "https://169.254.169.254/latest/meta-data",
                "https://localhost:5432",
                "https://salesforce.com.evil.example",
                "https://evilsalesforce.com",
                "https://na1.salesforce.com@evil.example",
                "https://user@na1.salesforce.com",
                "https://na1.salesforce.com:8443",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void noTokenGoesToAnAddressThatIsNotTheProviders(String address) {
        var directory = directory(Map.of());

        assertThat(directory.trusted(directory.get("salesforce"), address)).isFalse();
    }

    @Test
    void aTokenGoesToTheProvidersOwnHosts() {
        var directory = directory(Map.of());

        assertThat(directory.trusted(directory.get("salesforce"), "https://acme.my.salesforce.com"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "login.salesforce.com.evil.example", "169.254.169.254", "a b", "x@y"})
    void nobodySignsInElsewhere(String host) {
        var directory = directory(Map.of());

        assertThatThrownBy(() -> directory.loginHost(directory.get("salesforce"), host))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("unknown_login_host");
    }

    private static ProviderDirectory directory(Map<String, Object> environment) {
        var standard = new StandardEnvironment();
        standard.getPropertySources()
                .forEach(source -> standard.getPropertySources().remove(source.getName()));
        standard.getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        standard.getPropertySources().addLast(new MapPropertySource("nothing", Map.of()));
        ConfigurationPropertySources.attach(standard);
        return new ProviderDirectory(JsonMapper.builder().build(), standard, SETTINGS);
    }
}
