package app.rapport.platform.lanes;

import app.rapport.platform.Ids;
import app.rapport.platform.SqlArrays;
import app.rapport.platform.Timestamps;
import app.rapport.platform.jobs.Perishable;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets deliveries that arrived or were withdrawn long ago. Dead letters stay: they wait for a person. */
@Component
class OldDeliveries implements Perishable {
    private final JdbcClient db;
    private final ObjectProvider<DeliveryHandler<?>> handlers;

    OldDeliveries(JdbcClient db, ObjectProvider<DeliveryHandler<?>> handlers) {
        this.db = db;
        this.handlers = handlers;
    }

    @Override
    @Transactional
    public int forget(Instant before, int most) {
        // What ended before was made before, and the primary key finds what was made before.
        var ids = db.sql("""
                delete from platform.delivery where id in (
                  select id from platform.delivery
                  where id < :bound and state in ('delivered', 'cancelled') and finished_at < :before
                  order by id limit :most for update skip locked)
                returning id
                """)
                .param("bound", Ids.bound(before))
                .param("before", Timestamps.at(before))
                .param("most", most)
                .query(SqlArrays::id)
                .list();
        if (!ids.isEmpty()) {
            db.sql("delete from platform.delivery_attempt where delivery_id = any(:ids)")
                    .param("ids", SqlArrays.uuids(ids, id -> id))
                    .update();
            handlers.forEach(handler -> handler.forget(ids));
        }
        return ids.size();
    }
}
