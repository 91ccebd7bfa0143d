package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;

/** Whose classes somebody sees: their own, or everybody's. */
final class Sight {
    private Sight() {}

    static boolean all(CurrentUser user) {
        return user.may(Permission.TRAINING_MANAGE) || (user.may(Permission.TRAINING) && user.role() == Role.LEADER);
    }
}
