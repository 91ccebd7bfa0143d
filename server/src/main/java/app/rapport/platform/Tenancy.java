package app.rapport.platform;

import java.util.Optional;

/**
 * Whose data the running code may see.
 *
 * <p>The scope reaches PostgreSQL when a transaction begins ({@link TenantTransactions}); row-level security does the
 * rest. Code outside any scope sees no tenant row at all, so forgetting the scope shows as emptiness, never as a leak.
 */
public final class Tenancy {
    private static final ScopedValue<Scope> SCOPE = ScopedValue.newInstance();

    private sealed interface Scope {
        record Of(OrganizationId organization) implements Scope {}

        /** All organisations, and only in the few tables that admit it: queues, and look-ups that find the organisation. */
        record Everything() implements Scope {}
    }

    private Tenancy() {}

    /** Runs the body as this organisation. Scopes nest; the innermost counts for transactions begun inside it. */
    public static <R extends @org.jspecify.annotations.Nullable Object, X extends Throwable> R in(
            OrganizationId organization, ScopedValue.CallableOp<R, X> body) throws X {
        return ScopedValue.where(SCOPE, new Scope.Of(organization)).call(body);
    }

    /** Like {@link #in(OrganizationId, ScopedValue.CallableOp)} for a body without a result. */
    public static void run(OrganizationId organization, Runnable body) {
        ScopedValue.where(SCOPE, new Scope.Of(organization)).run(body);
    }

    /** Runs the body across organisations, for queues and for finding out which organisation a caller belongs to. */
    public static <R extends @org.jspecify.annotations.Nullable Object, X extends Throwable> R system(
            ScopedValue.CallableOp<R, X> body) throws X {
        return ScopedValue.where(SCOPE, new Scope.Everything()).call(body);
    }

    /** Like {@link #system(ScopedValue.CallableOp)} for a body without a result. */
    public static void runSystem(Runnable body) {
        ScopedValue.where(SCOPE, new Scope.Everything()).run(body);
    }

    /** The organisation in scope; a bug in the caller when there is none. */
    public static OrganizationId current() {
        return optional().orElseThrow(() -> new IllegalStateException("no organisation in scope"));
    }

    /** The organisation in scope, if any. */
    public static Optional<OrganizationId> optional() {
        return SCOPE.isBound() && SCOPE.get() instanceof Scope.Of(var organization)
                ? Optional.of(organization)
                : Optional.empty();
    }

    static boolean isSystem() {
        return SCOPE.isBound() && SCOPE.get() instanceof Scope.Everything;
    }
}
