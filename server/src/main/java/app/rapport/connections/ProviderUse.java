package app.rapport.connections;

import java.util.Set;

/** Says which providers a module has a use for. A bean; a provider of the directory that nobody uses is not offered. */
public interface ProviderUse {
    Set<String> providers();
}
