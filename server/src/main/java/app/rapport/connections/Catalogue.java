package app.rapport.connections;

import app.rapport.platform.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The providers people can connect: those of the directory that a module has a use for. */
@Component
class Catalogue {
    private final ProviderDirectory directory;
    private final Set<String> used;

    Catalogue(ProviderDirectory directory, List<ProviderUse> uses) {
        this.directory = directory;
        this.used = uses.stream().flatMap(use -> use.providers().stream()).collect(Collectors.toUnmodifiableSet());
    }

    List<Provider> all() {
        return directory.all().stream()
                .filter(provider -> used.contains(provider.id()))
                .toList();
    }

    Optional<Provider> find(String id) {
        return directory.find(id).filter(provider -> used.contains(id));
    }

    Provider get(String id) {
        return find(id).orElseThrow(() -> Problem.notFound("provider"));
    }
}
