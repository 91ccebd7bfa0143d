package app.rapport.platform;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.platform.jobs.JobHandler;
import app.rapport.platform.jobs.JobProgress;
import app.rapport.platform.jobs.Jobs;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RapportTest
class TenancyTest {
    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Jobs jobs;

    @TestConfiguration
    static class OneKindOfJob {
        @Bean
        JobHandler nothing() {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "test.nothing";
                }

                @Override
                public Object run(String subject, JobProgress progress) {
                    progress.report(1, 1, "done with " + subject);
                    return "nothing";
                }
            };
        }
    }

    @Test
    void anOrganizationSeesItsOwnRowsAndNobodyElses() {
        var mine = new OrganizationId(UUID.randomUUID());
        var theirs = new OrganizationId(UUID.randomUUID());
        Tenancy.run(mine, () -> jobs.start("test.nothing", "mine"));

        assertThat(Tenancy.in(mine, this::jobsSeen)).isEqualTo(1);
        assertThat(Tenancy.in(theirs, this::jobsSeen)).isZero();
        assertThat(jobsSeen()).as("outside any organisation").isZero();
    }

    @Test
    void theSystemSeesOnlyTablesThatAdmitIt() {
        var mine = new OrganizationId(UUID.randomUUID());
        Tenancy.run(mine, () -> jobs.start("test.nothing", "mine"));
        Tenancy.run(mine, () -> customerOf(mine));

        assertThat(Tenancy.in(mine, () -> seen("customers.customers"))).isEqualTo(1);
        assertThat(Tenancy.system(() -> seen("customers.customers"))).isZero();
        assertThat(Tenancy.system(this::jobsSeen)).isPositive();
    }

    @Test
    void theApplicationCannotBypassRowLevelSecurity() {
        var may = db.sql("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user")
                .query(Boolean.class)
                .single();
        assertThat(may).isFalse();
    }

    private void customerOf(OrganizationId organization) {
        transaction.executeWithoutResult(status -> db.sql("""
                        insert into customers.customers (id, organization_id, name, created_at, updated_at)
                        values (:id, :organization, 'Mine', now(), now())
                        """)
                .param("id", UUID.randomUUID())
                .param("organization", organization.value())
                .update());
    }

    private long jobsSeen() {
        return seen("platform.job");
    }

    private long seen(String table) {
        return transaction.execute(status ->
                db.sql("select count(*) from " + table).query(Long.class).single());
    }
}
