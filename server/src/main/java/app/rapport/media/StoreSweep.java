package app.rapport.media;

import app.rapport.identity.EachOrganization;
import app.rapport.platform.Tenancy;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes files that no row names: what a process left that was killed between storing them and saying so, and editions of
 * base videos that nobody plays any more.
 */
@Component
class StoreSweep {
    private static final Logger log = LoggerFactory.getLogger(StoreSweep.class);
    static final String TASK = "media.store";
    /** By the machine's own time, as files are. Work takes minutes from its first file to its row. */
    private static final Duration OLD_ENOUGH = Duration.ofDays(1);

    private final JdbcClient db;
    private final MediaStore store;
    private final LadderTable ladders;
    private final Clock clock;

    StoreSweep(JdbcClient db, MediaStore store, LadderTable ladders, Clock clock) {
        this.db = db;
        this.store = store;
        this.ladders = ladders;
        this.clock = clock;
    }

    /** @return how many folders went, in the scope's organisation */
    int sweep() {
        try {
            var resting = store.restingSince(Tenancy.current(), Instant.now().minus(OLD_ENOUGH));
            var named = named();
            var left =
                    resting.stream().filter(folder -> !named.contains(folder)).toList();
            for (var folder : left) {
                store.deleteFolder(folder);
            }
            // Whoever plays an edition has addresses that end before this. Its files go the next time, when this is
            // certain.
            ladders.forgetReplaced(clock.instant().minus(MediaLinks.LIFE.multipliedBy(2)));
            return left.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All folders that rows name. A column called key, or something's key, names what is stored: so none is forgotten here. */
    private Set<String> named() {
        var columns = db.sql("""
                select format('select %I from media.%I where %1$I is not null', column_name, table_name)
                from information_schema.columns
                where table_schema = 'media' and data_type = 'text' and (column_name = 'key' or column_name like '%\\_key')
                """).query((row, number) -> row.getString(1)).list();
        var named = new HashSet<String>();
        for (var column : columns) {
            db.sql(column).query(row -> {
                var key = row.getString(1);
                named.add(key);
                named.add(key.substring(0, Math.max(0, key.lastIndexOf('/'))));
            });
        }
        return named;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> sweepsTheStore(StoreSweep sweep, EachOrganization each) {
            return Tasks.recurring(TASK, FixedDelay.ofHours(6)).execute((instance, context) -> {
                var left = each.sum(sweep::sweep);
                if (left > 0) {
                    log.info("removed what nobody needs from {} folders of the media store", left);
                }
            });
        }
    }
}
