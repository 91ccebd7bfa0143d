package app.rapport.media;

import app.rapport.identity.Permission;
import app.rapport.messages.Notices;
import app.rapport.messages.Notices.Notice;
import app.rapport.messages.Notices.Severity;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes the files of videos that were kept for long enough, and says so two weeks before. */
@Component
class MediaRetention {
    static final String TASK = "media.retention";
    static final String EXPIRED = "video_expired";
    private static final Duration BEFORE = Duration.ofDays(14);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Notices notices;
    private final MediaDesk desk;
    private final ApplicationEventPublisher events;

    MediaRetention(
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock,
            Notices notices,
            MediaDesk desk,
            ApplicationEventPublisher events) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
        this.notices = notices;
        this.desk = desk;
        this.events = events;
    }

    private record Old(UUID video, OrganizationId organization, String fileName) {}

    void tidy() {
        found("state <> 'expired' and noticed_at is null and keep_until <= :limit", BEFORE)
                .forEach(old ->
                        Tenancy.run(old.organization(), () -> transaction.executeWithoutResult(status -> warn(old))));
        found("state <> 'expired' and noticed_at is not null and keep_until <= :limit", Duration.ZERO)
                .forEach(old ->
                        Tenancy.run(old.organization(), () -> transaction.executeWithoutResult(status -> expire(old))));
    }

    private List<Old> found(String which, Duration ahead) {
        return Tenancy.system(() -> transaction.execute(status -> db.sql(
                        "select video_id, organization_id, file_name from media.ladder where " + which + " limit 1000")
                .param("limit", Timestamps.at(clock.instant().plus(ahead)))
                .query((row, number) -> new Old(
                        row.getObject("video_id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getString("file_name")))
                .list()));
    }

    /** However late this is said, there are two weeks left from now on. */
    private void warn(Old old) {
        db.sql("""
                update media.ladder set noticed_at = :now, keep_until = greatest(keep_until, :least) where video_id = :video
                """)
                .param("now", Timestamps.at(clock.instant()))
                .param("least", Timestamps.at(clock.instant().plus(BEFORE)))
                .param("video", old.video())
                .update();
        notices.raise(
                Permission.VIDEOS,
                new Notice(
                        "media.expiring",
                        Severity.WARNING,
                        "The files of a video are removed in two weeks: " + old.fileName(),
                        "They were kept for as long as videos are kept. Download the video if you still need it.",
                        Map.of("file", old.fileName()),
                        "/videos/" + old.video(),
                        old.video().toString()));
    }

    private void expire(Old old) {
        desk.removeFiles(old.video());
        db.sql("""
                update media.ladder set state = 'expired', folder_key = null, poster_key = null, waveform_key = null,
                  preview_key = null, error_code = :code, error_detail = 'Its files were kept for as long as videos are kept.'
                where video_id = :video
                """).param("code", EXPIRED).param("video", old.video()).update();
        events.publishEvent(new LadderNews.Failed(old.organization(), old.video(), EXPIRED, Map.of()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        RecurringTask<Void> removesOldFiles(MediaRetention retention) {
            return Tasks.recurring(TASK, FixedDelay.ofHours(1)).execute((instance, context) -> retention.tidy());
        }
    }
}
