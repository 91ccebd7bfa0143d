package app.rapport.platform;

import app.rapport.platform.DatabaseArrival.Owner;
import app.rapport.platform.secrets.MasterKey;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Two ways into one database: the owner, who migrates and is used for nothing else, and the application role, which
 * row-level security binds.
 */
@Configuration(proxyBeanMethods = false)
class Databases {
    private static final Logger log = LoggerFactory.getLogger(Databases.class);
    /** Named in the migrations' grants. */
    static final String APPLICATION_ROLE = "rapport_app";

    private static final String SCHEMAS =
            "platform, identity, audit, messages, webhooks, connections, intake, media, customers, conversations, videos, crm,"
                    + " engagement, public";

    @Bean
    DatabaseArrival databaseArrival(RapportSettings settings, EmbeddedDatabase embedded, MasterKey masterKey) {
        return new DatabaseArrival(() -> owner(settings, embedded), owner -> prepareRole(owner, password(masterKey)));
    }

    private static Owner owner(RapportSettings settings, EmbeddedDatabase embedded) {
        var url = settings.databaseUrl();
        if (settings.embedsDatabase() || url == null) {
            var postgres = embedded.start(settings);
            return new Owner(postgres.jdbcUrl(), postgres.superuser(), postgres.password());
        }
        var properties = org.postgresql.Driver.parseURL(url, new Properties());
        if (properties == null) {
            throw new IllegalStateException(
                    "RAPPORT_DATABASE_URL must look like jdbc:postgresql://host:5432/database?user=…&password=…");
        }
        return new Owner(
                withoutCredentials(url), properties.getProperty("user", ""), properties.getProperty("password", ""));
    }

    @Bean
    EmbeddedDatabase embeddedDatabase(ObjectProvider<EmbeddedDatabase.Begun> begun) {
        return new EmbeddedDatabase(begun.getIfAvailable());
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(DatabaseArrival arrival) {
        return new OwnerDataSource(arrival);
    }

    @Bean
    FlywayMigrationStrategy migratesBesideTheStart(DatabaseArrival arrival) {
        return arrival::migrate;
    }

    @Bean
    HikariDataSource dataSource(DatabaseArrival arrival, MasterKey masterKey) {
        var pool = new LatePool(arrival);
        pool.setPoolName("rapport");
        pool.setUsername(APPLICATION_ROLE);
        pool.setPassword(password(masterKey));
        pool.setMaximumPoolSize(24);
        pool.setMinimumIdle(4);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("ApplicationName", "rapport");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }

    private static String password(MasterKey masterKey) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(masterKey.derive("database role " + APPLICATION_ROLE));
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new TenantTransactions(dataSource);
    }

    /** A user in the URL would win over the one the pool is told, and the application would run as the owner. */
    private static String withoutCredentials(String url) {
        var question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        var kept = Arrays.stream(url.substring(question + 1).split("&"))
                .filter(parameter -> !parameter.startsWith("user=") && !parameter.startsWith("password="))
                .collect(Collectors.joining("&"));
        return url.substring(0, question) + (kept.isEmpty() ? "" : "?" + kept);
    }

    private static void prepareRole(Owner owner, String password) throws SQLException {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            // The password derives from the master key and base64url needs no quoting; utility statements take no
            // parameters.
            statement.execute("""
                    do $$ begin
                      perform pg_advisory_xact_lock(7271107);
                      if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s login nosuperuser nocreatedb nocreaterole nobypassrls;
                      end if;
                      alter role %1$s password '%2$s';
                      execute format('alter role %1$s in database %%I set search_path = %3$s', current_database());
                      execute format('grant connect on database %%I to %1$s', current_database());
                    end $$
                    """.formatted(APPLICATION_ROLE, password, SCHEMAS));
        }
        log.debug("application role is ready");
    }
}
