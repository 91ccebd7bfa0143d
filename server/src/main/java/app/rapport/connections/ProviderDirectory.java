package app.rapport.connections;

import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All providers Rapport knows, and where this installation reaches them.
 *
 * <p>{@code rapport.providers.<id>.base-url} replaces every address of a provider, for API and sign-in alike;
 * {@code client-id} and {@code client-secret} next to it, or {@code <ID>_CLIENT_ID} and {@code <ID>_CLIENT_SECRET} in the
 * environment, name our app there.
 */
@Component
class ProviderDirectory implements ProviderApps {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?");

    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final Environment environment;
    private final RapportSettings settings;

    /** Our app at a provider. */
    record App(String clientId, String clientSecret) {}

    ProviderDirectory(JsonMapper json, Environment environment, RapportSettings settings) {
        this.environment = environment;
        this.settings = settings;
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath:providers/*.json");
            for (var file : files) {
                var provider = json.readValue(file.getContentAsByteArray(), Provider.class);
                providers.put(provider.id(), provider);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the provider directory could not be read", e);
        }
    }

    Collection<Provider> all() {
        return providers.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    Optional<Provider> find(String id) {
        return Optional.ofNullable(providers.get(id));
    }

    /** The provider of a stored connection, or of a path a caller chose. */
    Provider get(String id) {
        return find(id).orElseThrow(() -> Problem.notFound("provider"));
    }

    Optional<App> app(String id) {
        var clientId = setting(id, "client-id");
        var secret = setting(id, "client-secret");
        return clientId == null || secret == null ? Optional.empty() : Optional.of(new App(clientId, secret));
    }

    @Override
    public Optional<String> clientSecret(String provider) {
        return Optional.ofNullable(setting(provider, "client-secret"));
    }

    @Override
    public boolean redirected(String provider) {
        return override(provider) != null;
    }

    /** Where the provider sends people back to. */
    URI callback(String id) {
        return URI.create(base(settings.appUrl().toString()) + "/api/integrations/" + id + "/callback");
    }

    URI authorize(Provider provider, @Nullable String loginHost) {
        var oauth = oauth(provider);
        return below(provider, oauth.authorizeBase(), oauth.authorizePath(), loginHost);
    }

    URI token(Provider provider, @Nullable String loginHost) {
        var oauth = oauth(provider);
        return below(provider, oauth.tokenBase(), oauth.tokenPath(), loginHost);
    }

    Optional<URI> revoke(Provider provider, @Nullable String loginHost) {
        var oauth = oauth(provider);
        var path = oauth.revokePath();
        return path == null ? Optional.empty() : Optional.of(below(provider, oauth.tokenBase(), path, loginHost));
    }

    /** The root of API calls of an account. */
    URI api(Provider provider, @Nullable String instanceUrl) {
        if (instanceUrl != null) {
            return URI.create(base(instanceUrl));
        }
        var override = override(provider.id());
        var base = override == null ? provider.apiBase() : override;
        if (base == null) {
            throw new IllegalStateException("an account of " + provider.id() + " without an address");
        }
        return URI.create(base(base));
    }

    /** The sign-in host a person chose, in the one spelling we store; null for the provider's own. */
    @Nullable
    String loginHost(Provider provider, @Nullable String chosen) {
        if (chosen == null || chosen.isBlank()) {
            return null;
        }
        var oauth = oauth(provider);
        var host = chosen.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https://", "")
                .replaceFirst("/$", "");
        if (oauth.loginHosts() == null || !HOST.matcher(host).matches() || !among(host, oauth.loginHosts())) {
            throw Problem.invalid(
                            "unknown_login_host",
                            "That is not a sign-in address of " + provider.name() + ". Leave it empty, or use one like "
                                    + String.join(
                                            ", ",
                                            Optional.ofNullable(oauth.loginHosts())
                                                    .orElse(List.of()))
                                    + ".")
                    .with("field", "loginHost")
                    .with("provider", provider.name());
        }
        return host;
    }

    /**
     * Whether a token may be sent to the address a provider named: one of the provider's own hosts, or what an operator put
     * in the provider's place. Anything else could be a way into the operator's network.
     */
    boolean trusted(Provider provider, String instanceUrl) {
        URI uri;
        try {
            uri = URI.create(instanceUrl);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var override = override(provider.id());
        if (override != null) {
            var ours = URI.create(override);
            return ours.getScheme().equals(uri.getScheme())
                    && ours.getAuthority().equals(uri.getAuthority());
        }
        var hosts = oauth(provider).instanceHosts();
        return hosts != null
                && "https".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getPort() == -1
                && among(uri.getHost().toLowerCase(Locale.ROOT), hosts);
    }

    private URI below(Provider provider, String base, String path, @Nullable String loginHost) {
        var override = override(provider.id());
        if (override != null) {
            return URI.create(base(override) + path);
        }
        var host = loginHost == null ? oauth(provider).defaultLoginHost() : loginHost;
        return URI.create(base.replace("{loginHost}", host == null ? "" : host) + path);
    }

    private @Nullable String override(String id) {
        var url = environment.getProperty("rapport.providers." + id + ".base-url");
        return url == null || url.isBlank() ? null : url.strip();
    }

    private @Nullable String setting(String id, String name) {
        var value = environment.getProperty("rapport.providers." + id + "." + name);
        if (value == null || value.isBlank()) {
            value = environment.getProperty(
                    (id + "_" + name).toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Provider.OAuth oauth(Provider provider) {
        var oauth = provider.oauth();
        if (oauth == null) {
            throw Problem.invalid("oauth_not_supported", provider.name() + " has no sign-in page; paste a token.")
                    .with("provider", provider.name());
        }
        return oauth;
    }

    private static boolean among(String host, List<String> allowed) {
        return allowed.stream().anyMatch(one -> one.startsWith(".") ? host.endsWith(one) : host.equals(one));
    }

    private static String base(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
