package app.rapport.identity;

import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API keys page. */
@RestController
class ApiKeysController {
    private final ApiKeys keys;

    ApiKeysController(ApiKeys keys) {
        this.keys = keys;
    }

    record NewKey(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 50) List<String> scopes,
            @Nullable Instant expiresAt) {}

    @Requires(Permission.API_KEYS_MANAGE)
    @GetMapping("/api/api-keys")
    Page<ApiKeys.Listed> list(CurrentUser user) {
        return Page.of(keys.list(user));
    }

    @Requires(Permission.API_KEYS_MANAGE)
    @PostMapping("/api/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.Made make(CurrentUser user, @RequestBody @Valid NewKey asked) {
        return keys.make(user, Entered.text("name", asked.name()), scopes(asked.scopes()), asked.expiresAt());
    }

    @Requires(Permission.API_KEYS_MANAGE)
    @DeleteMapping("/api/api-keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentUser user, @PathVariable UUID id) {
        keys.revoke(user, id);
    }

    private static Set<Permission> scopes(List<String> words) {
        var scopes = new LinkedHashSet<Permission>();
        for (var word : words) {
            scopes.add(Arrays.stream(Permission.values())
                    .filter(permission -> permission.scope().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Problem.invalid("unknown_scope", "One of the scopes does not exist.")
                            .with("field", "scopes")));
        }
        return scopes;
    }
}
