package app.rapport.identity;

import app.rapport.platform.Patch;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.SignedIn;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The person's own page: who I am here and how the interface speaks to me. */
@RestController
class MeController {
    private final Profiles profiles;
    private final ObjectProvider<MeFacet> facets;
    private final boolean demo;

    MeController(Profiles profiles, ObjectProvider<MeFacet> facets, RapportSettings settings) {
        this.profiles = profiles;
        this.facets = facets;
        this.demo = settings.demo();
    }

    record OrganizationView(java.util.UUID id, String name, ZoneId zone) {}

    record Me(
            UserId id,
            String email,
            String name,
            Role role,
            OrganizationView organization,
            List<String> permissions,
            String locale,
            ZoneId zone,
            boolean singleKeyShortcuts,
            boolean demo,
            @JsonAnyGetter Map<String, Object> more) {}

    @SignedIn
    @GetMapping("/api/me")
    Me me(CurrentUser user) {
        var profile = profiles.of(user.id());
        return new Me(
                user.id(),
                user.email(),
                profile.name(),
                user.role(),
                profile.organization(),
                user.permissions().stream().map(Permission::scope).sorted().toList(),
                profile.locale(),
                profile.zone(),
                profile.singleKeyShortcuts(),
                demo,
                facets.stream().collect(Collectors.toMap(MeFacet::name, facet -> facet.of(user))));
    }

    /** @param zone null for the organisation's */
    record ProfileChange(
            @Size(max = 120) Patch<String> name,
            Patch<String> locale,
            Patch<String> zone,
            Patch<Boolean> singleKeyShortcuts) {}

    @SignedIn
    @InPerson
    @PatchMapping("/api/me")
    Me change(CurrentUser user, @RequestBody @Valid ProfileChange change) {
        profiles.change(user.id(), change);
        return me(user);
    }

    record NewPassword(
            @NotNull @Size(max = 1000) String current,
            @JsonProperty("new") @NotNull @Size(max = 1000) String fresh) {}

    @SignedIn
    @InPerson
    @PostMapping("/api/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(CurrentUser user, @RequestBody @Valid NewPassword password, HttpServletRequest request) {
        profiles.changePassword(user, password.current(), password.fresh(), request.getRemoteAddr());
    }
}
