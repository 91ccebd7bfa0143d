package app.rapport.identity;

import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import app.rapport.platform.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's own settings. */
@RestController
class OrganizationController {
    private static final int LONGEST_COMPETITOR = 100;

    private final JdbcClient db;
    private final IdentitySettings settings;
    private final ApplicationEventPublisher events;

    OrganizationController(JdbcClient db, IdentitySettings settings, ApplicationEventPublisher events) {
        this.db = db;
        this.settings = settings;
        this.events = events;
    }

    record View(UUID id, String name, String zone, int hourlyApiLimit, List<String> competitors) {}

    /** @param hourlyApiLimit null for that of the installation */
    record Change(
            @Size(max = 120) Patch<String> name,
            Patch<String> zone,
            @Min(100) @Max(100_000_000) Patch<Integer> hourlyApiLimit,
            @Size(max = 200) Patch<List<@Nullable String>> competitors) {}

    @SignedIn
    @GetMapping("/api/organization")
    @Transactional(readOnly = true)
    public View organization(CurrentUser user) {
        return db.sql(
                        "select id, name, zone, coalesce(hourly_api_limit, :limit) as hourly_api_limit, competitors from identity.organizations where id = :id")
                .param("limit", settings.hourlyApiLimit())
                .param("id", user.organization().value())
                .query((row, number) -> new View(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("zone"),
                        row.getInt("hourly_api_limit"),
                        List.of((String[]) row.getArray("competitors").getArray())))
                .single();
    }

    @Requires(Permission.ORGANIZATION_MANAGE)
    @PatchMapping("/api/organization")
    @Transactional
    public View change(CurrentUser user, @RequestBody @Valid Change change) {
        var before = organization(user);
        var limit = change.hourlyApiLimit();
        var competitors =
                change.competitors().map(OrganizationController::competitors).over(before.competitors());
        db.sql("""
                update identity.organizations set name = :name, zone = :zone, competitors = :competitors,
                  hourly_api_limit = case when :limited then :limit else hourly_api_limit end where id = :id
                """)
                .param(
                        "name",
                        change.name().map(name -> Entered.text("name", name)).over(before.name(), "name"))
                .param(
                        "zone",
                        change.zone().map(zone -> Entered.zone(zone).getId()).over(before.zone(), "zone"))
                .param("competitors", competitors == null ? new String[0] : competitors.toArray(String[]::new))
                .param("limited", limit.given())
                .param("limit", limit.value(), java.sql.Types.INTEGER)
                .param("id", before.id())
                .update();
        var after = organization(user);
        var changes = changes(before, after);
        if (!changes.isEmpty()) {
            events.publishEvent(new AccountChanged(
                    "organization.updated", "organization", after.id().toString(), changes, null));
        }
        return after;
    }

    private static List<String> competitors(List<@Nullable String> names) {
        return names.stream()
                .map(name -> Entered.text("competitors", name == null ? "" : name))
                .map(name -> {
                    if (name.length() > LONGEST_COMPETITOR) {
                        throw Problem.invalid(
                                        "invalid_field",
                                        "A competitor's name has at most " + LONGEST_COMPETITOR + " characters.")
                                .with("limit", LONGEST_COMPETITOR)
                                .with("field", "competitors");
                    }
                    return name;
                })
                .distinct()
                .toList();
    }

    private static Map<String, Object> changes(View before, View after) {
        var changes = new LinkedHashMap<String, Object>();
        note(changes, "name", before.name(), after.name());
        note(changes, "zone", before.zone(), after.zone());
        note(changes, "hourlyApiLimit", before.hourlyApiLimit(), after.hourlyApiLimit());
        note(changes, "competitors", before.competitors(), after.competitors());
        return changes;
    }

    private static void note(Map<String, Object> changes, String field, Object before, Object after) {
        if (!before.equals(after)) {
            changes.put(field, Map.of("before", before, "after", after));
        }
    }
}
