package app.rapport.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * How the database comes about while the application is put together: reached, given the application's role, migrated.
 * Whoever asks it something waits for all of it, and no request is taken before it is done.
 */
final class DatabaseArrival implements SmartInitializingSingleton {
    private static final int PATIENCE_SECONDS = 20;

    private final Supplier<Owner> reach;
    private final Preparation preparation;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Owner> reached = new CompletableFuture<>();
    private final CompletableFuture<Owner> migrated = new CompletableFuture<>();

    /**
     * @param reach waits for the database
     * @param preparation before the migrations, which grant to the role
     */
    DatabaseArrival(Supplier<Owner> reach, Preparation preparation) {
        this.reach = reach;
        this.preparation = preparation;
    }

    /** The owner's access: who migrates and is used for nothing else. */
    record Owner(String url, String user, String password) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    interface Preparation {
        void of(Owner owner) throws SQLException;
    }

    void migrate(Flyway flyway) {
        begun.countDown();
        Thread.ofPlatform().name("migrations").start(() -> {
            try {
                var owner = reach.get();
                preparation.of(owner);
                reached.complete(owner);
                flyway.migrate();
                migrated.complete(owner);
            } catch (Throwable e) {
                reached.completeExceptionally(e);
                migrated.completeExceptionally(e);
            }
        });
    }

    /** Before the migrations; waits. */
    Owner reached() {
        return await(reached);
    }

    /** After the migrations; waits. */
    Owner migrated() {
        return await(migrated);
    }

    @Override
    public void afterSingletonsInstantiated() {
        migrated();
    }

    private Owner await(CompletableFuture<Owner> owner) {
        try {
            // A bean that asks while it is made, before the one that migrates was made, would wait for good.
            if (!begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "A bean asks the database before its migrations were begun. Let it depend on its initialisation.");
            }
            return owner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was awaited", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        }
    }
}
