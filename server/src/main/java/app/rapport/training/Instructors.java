package app.rapport.training;

import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may teach. */
@Component
class Instructors {
    private final Users users;

    Instructors(Users users) {
        this.users = users;
    }

    /** Of those the organisation has, one who may teach; or a problem that names the field. */
    Users.User require(@Nullable UUID id) {
        var asked = Typed.needed("instructor_id", id);
        var user = users.find(new UserId(asked))
                .orElseThrow(() -> Problem.notFound("user").with("field", "instructor_id"));
        if (!teaches(user)) {
            throw Problem.invalid(
                            "not_an_instructor", "This person does not teach: give them the role instructor first.")
                    .with("field", "instructor_id");
        }
        return user;
    }

    static boolean teaches(Users.User user) {
        return user.active() && user.role().permissions().contains(Permission.TRAINING);
    }
}
