package app.rapport.connections;

import java.util.Optional;

/** The app this installation is registered as at a provider, from the operator's settings. */
public interface ProviderApps {
    /** The app's secret, with which some providers sign what they send; empty when none is set. */
    Optional<String> clientSecret(String provider);

    /** Whether the provider's address is replaced by one of the operator's, as in the demo. */
    boolean redirected(String provider);
}
