package app.rapport.identity;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Patch;
import app.rapport.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The members page, and the lists of people to choose an owner from. */
@RestController
class MembersController {
    private final Members members;

    MembersController(Members members) {
        this.members = members;
    }

    /** For those who work with colleagues, and for those who plan who teaches. */
    @Requires({Permission.CUSTOMERS_READ, Permission.TRAINING_MANAGE})
    @GetMapping("/api/users")
    Page<Members.Member> list(
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return members.list(role(role), query, cursor, Cursor.limit(limit));
    }

    record MemberChange(Patch<Role> role, Patch<Boolean> active) {}

    @Requires(Permission.MEMBERS_MANAGE)
    @PatchMapping("/api/users/{id}")
    Members.Member change(@PathVariable UUID id, @RequestBody MemberChange change) {
        return members.change(new UserId(id), change.role(), change.active());
    }

    private static @Nullable Role role(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        try {
            return Role.of(word);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("invalid_field", "There is no such role.").with("field", "role");
        }
    }
}
