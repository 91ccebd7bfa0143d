package app.rapport.platform;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets for the whole process, as {@code RAPPORT_…} in the environment.
 *
 * @param data folder for everything Rapport keeps outside an operator's own database
 * @param appUrl the address people and providers reach this process at, without a trailing slash
 * @param databaseUrl a JDBC URL with user and password of the owner of the database; embedded PostgreSQL when absent
 * @param postgresPrograms folder for the unpacked programs of the embedded PostgreSQL, when several data folders share
 *     them; in {@code data} when absent
 * @param masterKey base64 of 32 bytes that wrap every organisation's data key; a file in {@code data} when absent
 * @param demo whether the clock can be moved and the demo data is wanted
 */
@ConfigurationProperties("rapport")
public record RapportSettings(
        @DefaultValue("./data") Path data,
        @DefaultValue("http://localhost:3000") URI appUrl,
        @Nullable String databaseUrl,
        @Nullable Path postgresPrograms,
        @Nullable String masterKey,
        @DefaultValue("false") boolean demo) {

    /** Whether the database is our own PostgreSQL below {@link #data}. */
    public boolean embedsDatabase() {
        return databaseUrl == null || databaseUrl.isBlank();
    }
}
