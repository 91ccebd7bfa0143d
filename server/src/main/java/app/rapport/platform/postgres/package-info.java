/**
 * The database that comes along: PostgreSQL's own programs, unpacked from the class path, run beside us and kept alive.
 *
 * <p>{@link app.rapport.platform.postgres.EmbeddedPostgres} is the only way in. Nothing here knows of Spring, so the
 * server is up before the application begins and ends after it.
 */
@org.jspecify.annotations.NullMarked
package app.rapport.platform.postgres;
