package app.rapport.videos;

import app.rapport.identity.Accounts;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.UserId;
import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.videos.VideoStore.NewVideo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A running Rapport with one organisation, videos and links to them, for measurements. */
public final class ViewingBed {
    private final VideoStore videos;
    private final ShareStore shares;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final OrganizationId organization;
    private final UserId owner;
    private final String key;

    public ViewingBed(ApplicationContext rapport) {
        this.videos = rapport.getBean(VideoStore.class);
        this.shares = rapport.getBean(ShareStore.class);
        this.db = rapport.getBean(JdbcClient.class);
        this.transaction = rapport.getBean(TransactionTemplate.class);
        var accounts = rapport.getBean(Accounts.class);
        this.organization = accounts.found("Bench", ZoneId.of("UTC"), Integer.MAX_VALUE);
        this.owner = Tenancy.in(
                organization,
                () -> accounts.add(
                        "Bench", UUID.randomUUID() + "@bench.example", Role.ADMIN, "a long enough password"));
        this.key = Tenancy.in(organization, () -> accounts.issueKey(owner, "bench", Set.of(Permission.VIDEOS)));
    }

    /** An API key that may read videos. */
    public String key() {
        return key;
    }

    /** A video of this length, ready to be watched. */
    public UUID video(Duration length) {
        return act(() -> {
            var id = videos.add(new NewVideo(owner, null, "Bench", "upload", List.of(), null));
            videos.ready(id, length, 1280, 720);
            return id;
        });
    }

    /** Tokens of as many links, each for a person of its own. */
    public List<String> tokens(UUID video, int many) {
        return act(() -> {
            var tokens = new ArrayList<String>();
            for (var i = 0; i < many; i++) {
                var token = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
                var email = "person-" + i + "@bench.example";
                shares.add(
                        new Share(
                                Ids.next(),
                                organization,
                                video,
                                token,
                                new Share.Recipient("Person " + i, email, null, null),
                                UUID.randomUUID(),
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Instant.now()),
                        owner.value(),
                        null);
                tokens.add(token);
            }
            return tokens;
        });
    }

    /** Puts on record that as many viewers without a link of their own watched for as many intervals of five seconds each. */
    public void watched(UUID video, int views, int intervals) {
        act(() -> db.sql("""
                insert into videos.video_events
                  (organization_id, video_id, view_id, seq, viewer_id, kind, from_ms, to_ms, rate, at, received_at)
                select :organization, :video, md5('view ' || v)::uuid, i, md5('viewer ' || v)::uuid, 'watched',
                  ((v + i) % 60) * 5000, ((v + i) % 60) * 5000 + 5000, 1, now() - interval '1 hour' + i * interval '5 s',
                  now() - interval '1 hour' + i * interval '5 s'
                from generate_series(1, :views) v, generate_series(1, :intervals) i
                """)
                .param("organization", organization.value())
                .param("video", video)
                .param("views", views)
                .param("intervals", intervals)
                .update());
    }

    /** Events on record of this video. */
    public long kept(UUID video) {
        return act(() -> db.sql("select count(*) from videos.video_events where video_id = :video")
                .param("video", video)
                .query(Long.class)
                .single());
    }

    /** Whether all that is on record is counted. */
    public boolean counted() {
        return act(() -> db.sql("""
                        select (select e.written_in from videos.video_events e where e.written_in > f.read_to order by e.written_in limit 1)
                          is null from videos.fold f
                        """).query(Boolean.class).single());
    }

    private <T> T act(Supplier<T> work) {
        return Objects.requireNonNull(Tenancy.in(organization, () -> transaction.execute(status -> work.get())));
    }
}
