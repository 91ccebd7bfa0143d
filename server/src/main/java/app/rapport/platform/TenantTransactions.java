package app.rapport.platform;

import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins each transaction in the organisation of the current {@link Tenancy} scope.
 *
 * <p>The setting is local to the transaction, so a pooled connection never carries one organisation's scope to the next.
 */
class TenantTransactions extends JdbcTransactionManager {
    TenantTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var organization = Tenancy.optional();
        if (organization.isEmpty() && !Tenancy.isSystem()) {
            return;
        }
        var holder = (ConnectionHolder) Objects.requireNonNull(
                TransactionSynchronizationManager.getResource(Objects.requireNonNull(getDataSource())));
        try (var statement = holder.getConnection()
                .prepareStatement(
                        "select set_config('rapport.organization_id', ?, true), set_config('rapport.scope', ?, true)")) {
            statement.setString(1, organization.map(OrganizationId::toString).orElse(""));
            statement.setString(2, Tenancy.isSystem() ? "system" : "");
            statement.execute();
        } catch (SQLException e) {
            super.doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("could not set the organisation of the transaction", e);
        }
    }
}
