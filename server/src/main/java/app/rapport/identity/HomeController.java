package app.rapport.identity;

import app.rapport.platform.SignedIn;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a person, from all modules at once. */
@RestController
class HomeController {
    private final ObjectProvider<HomePart> parts;
    private final Clock clock;

    HomeController(ObjectProvider<HomePart> parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** @param parts by name; one the person has no part in is left out */
    record Home(Instant asOf, @JsonAnyGetter Map<String, Object> parts) {}

    @SignedIn
    @GetMapping("/api/home")
    @Transactional(readOnly = true)
    public Home home(CurrentUser user) {
        var shown = new TreeMap<String, Object>();
        parts.forEach(part -> part.of(user).ifPresent(value -> shown.put(part.name(), value)));
        return new Home(clock.instant(), shown);
    }
}
