package app.rapport.platform;

import app.rapport.platform.postgres.EmbeddedPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL of this process, when it is wanted; stopped after the pool that uses it is closed. */
final class EmbeddedDatabase implements AutoCloseable {
    private final @Nullable Begun begun;
    private @Nullable EmbeddedPostgres running;

    EmbeddedDatabase(@Nullable Begun begun) {
        this.begun = begun;
    }

    EmbeddedPostgres start(RapportSettings settings) {
        var started = (begun == null ? Begun.with(settings) : begun).await();
        running = started;
        return started;
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }

    /** A start that is under way: on its own thread, so that the application's parts can be put together meanwhile. */
    record Begun(CompletableFuture<EmbeddedPostgres> server) {
        static Begun with(RapportSettings settings) {
            var server = new CompletableFuture<EmbeddedPostgres>();
            Thread.ofPlatform().name("postgres-start").start(() -> {
                try {
                    server.complete(EmbeddedPostgres.start(settings.data(), settings.postgresPrograms()));
                } catch (Throwable e) {
                    server.completeExceptionally(e);
                }
            });
            return new Begun(server);
        }

        /** Stops what was started, if it could be. */
        void undo() {
            var _ = server.thenAccept(EmbeddedPostgres::close)
                    .exceptionally(_ -> null)
                    .join();
        }

        EmbeddedPostgres await() {
            try {
                return server.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException why ? why : e;
            }
        }
    }
}
