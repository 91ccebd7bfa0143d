package app.rapport.identity;

import app.rapport.platform.Tenancy;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current user and how the request proves it.
 *
 * @param session null when an API key was used
 * @param hourlyLimit requests the organisation may make in an hour
 */
record Caller(CurrentUser user, @Nullable UUID session, int hourlyLimit) {
    private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

    static Optional<Caller> optional() {
        return CALLER.isBound() ? Optional.of(CALLER.get()) : Optional.empty();
    }

    /** Runs the body as this caller, in the caller's organisation. */
    <R extends @Nullable Object, X extends Throwable> R call(ScopedValue.CallableOp<R, X> body) throws X {
        return Tenancy.in(
                user.organization(), () -> ScopedValue.where(CALLER, this).call(body));
    }
}
