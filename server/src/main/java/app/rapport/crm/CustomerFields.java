package app.rapport.crm;

import app.rapport.conversations.Conversations;
import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What of a customer's conversations stands in fields of the CRMs, over HTTP. */
@RestController
class CustomerFields {
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final Conversations conversations;
    private final CrmLabels labels;

    CustomerFields(JdbcClient db, CustomerDirectory customers, Conversations conversations, CrmLabels labels) {
        this.db = db;
        this.customers = customers;
        this.conversations = conversations;
        this.labels = labels;
    }

    /**
     * A field as Rapport last wrote it.
     *
     * @param label what people call the connection
     * @param record type and id there
     * @param conversation where the value comes from
     */
    record Field(
            UUID connectionId,
            String crmType,
            String label,
            String record,
            String field,
            String value,
            Named conversation,
            Instant writtenAt) {}

    record Named(UUID id, String title) {}

    @Requires(Permission.CUSTOMERS_READ)
    @GetMapping("/api/customers/{id}/crm-fields")
    @Transactional(readOnly = true)
    public Page<Field> fields(@PathVariable UUID id) {
        if (customers.customer(id).isEmpty()) {
            throw Problem.notFound("customer");
        }
        var names = labels.byConnection();
        var theirs = conversations.ofCustomer(id, sources());
        var fields = db.sql("""
                select w.*, i.crm_type from crm.field_write w join crm.crm_integrations i on i.id = w.connection_id
                where w.conversation_id = any(:conversations) and w.value is not null
                order by i.crm_type, w.connection_id, w.remote_id, w.field
                """)
                .param("conversations", theirs.keySet().toArray(UUID[]::new))
                .query((row, number) -> {
                    var conversation = row.getObject("conversation_id", UUID.class);
                    var connection = row.getObject("connection_id", UUID.class);
                    var crmType = row.getString("crm_type");
                    return new Field(
                            connection,
                            crmType,
                            names.getOrDefault(connection, crmType),
                            row.getString("remote_type") + " " + row.getString("remote_id"),
                            row.getString("field"),
                            row.getString("value"),
                            new Named(conversation, theirs.getOrDefault(conversation, "")),
                            Timestamps.read(row, "written_at"));
                })
                .list();
        return Page.of(fields);
    }

    private List<UUID> sources() {
        return db.sql("select distinct conversation_id from crm.field_write")
                .query((row, number) -> row.getObject("conversation_id", UUID.class))
                .list();
    }
}
