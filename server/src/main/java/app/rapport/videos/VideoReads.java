package app.rapport.videos;

import app.rapport.customers.CustomerDirectory;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.media.Media;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.SearchText;
import app.rapport.platform.Timestamps;
import app.rapport.videos.Videos.Video;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Videos as their pages show them. */
@Service
class VideoReads {
    private static final int MOST_TAGS = 500;
    private static final Set<String> STATES = Set.of("processing", "ready", "failed");

    private final VideoStore store;
    private final Media media;
    private final CustomerDirectory customers;
    private final Users users;
    private final VideoMetrics metrics;
    private final JdbcClient db;

    VideoReads(
            VideoStore store,
            Media media,
            CustomerDirectory customers,
            Users users,
            VideoMetrics metrics,
            JdbcClient db) {
        this.store = store;
        this.media = media;
        this.customers = customers;
        this.users = users;
        this.metrics = metrics;
        this.db = db;
    }

    @Transactional(readOnly = true)
    VideoView view(UUID id) {
        return views(List.of(store.require(id))).getFirst();
    }

    @Transactional(readOnly = true)
    Page<Media.Job> jobs(UUID id, @Nullable String after, int limit) {
        store.require(id);
        return media.jobs(id, after, limit);
    }

    /** What the list can be narrowed to; null leaves a filter out. */
    record Filter(
            @Nullable String query,
            @Nullable UUID customer,
            @Nullable String tag,
            @Nullable String state) {
        Filter {
            if (state != null && !STATES.contains(state)) {
                throw Problem.invalid("invalid_state", "A video is processing, ready or failed.");
            }
        }
    }

    @Transactional(readOnly = true)
    Page<VideoView> page(Filter filter, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 2);
        var ids = db.sql("""
                select id, created_at from videos.videos
                where deleted_at is null
                  and (cast(:query as text) is null or title ilike '%' || :query || '%')
                  and (cast(:customer as uuid) is null or customer_id = :customer)
                  and (cast(:tag as text) is null or tags @> array[cast(:tag as text)])
                  and (cast(:state as text) is null or state = :state)
                  and (cast(:at as timestamptz) is null or (created_at, id) < (:at, :id))
                order by created_at desc, id desc limit :limit
                """)
                .param("query", SearchText.of(filter.query()))
                .param("customer", filter.customer())
                .param("tag", filter.tag())
                .param("state", filter.state())
                .param("at", cursor == null ? null : Timestamps.at(cursor.part(0, Instant::parse)))
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), Timestamps.read(row, "created_at")))
                .list();
        var page = Page.of(ids, limit, row -> Cursor.of(row.getValue(), row.getKey()));
        var views = views(page.items().stream()
                        .map(row -> store.require(row.getKey()))
                        .toList())
                .stream()
                .collect(Collectors.toMap(VideoView::id, Function.identity()));
        return page.map(row -> Objects.requireNonNull(views.get(row.getKey())));
    }

    record Tag(String tag, long videos) {}

    @Transactional(readOnly = true)
    List<Tag> tags() {
        return db.sql("""
                select tag, count(*) as videos from videos.videos, unnest(tags) as tag
                where deleted_at is null group by tag order by videos desc, tag limit :most
                """)
                .param("most", MOST_TAGS)
                .query((row, number) -> new Tag(row.getString("tag"), row.getLong("videos")))
                .list();
    }

    private List<VideoView> views(List<Video> videos) {
        var standings = media.standings(videos.stream().map(Video::id).toList());
        var watched = metrics.of(videos.stream().map(Video::id).toList());
        var none = metrics.none();
        var companies = customers.customers(videos.stream()
                .map(Video::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var owners = users.find(videos.stream().map(Video::owner).distinct().toList());
        return videos.stream()
                .map(video -> {
                    var customer = video.customerId() == null ? null : companies.get(video.customerId());
                    return view(
                            video,
                            standings.get(video.id()),
                            customer == null ? null : new VideoView.Named(customer.id(), customer.name()),
                            owner(owners, video.owner()),
                            watched.getOrDefault(video.id(), none));
                })
                .toList();
    }

    private static VideoView.@Nullable Named owner(Map<UserId, Users.User> owners, UserId id) {
        var owner = owners.get(id);
        return owner == null ? null : new VideoView.Named(id.value(), owner.name());
    }

    private static VideoView view(
            Video video,
            Media.@Nullable Standing standing,
            VideoView.@Nullable Named customer,
            VideoView.@Nullable Named owner,
            VideoMetrics.Metrics metrics) {
        var seconds = video.duration() == null ? null : video.duration().toMillis() / 1000.0;
        if (standing == null) {
            return new VideoView(
                    video.id(),
                    video.title(),
                    video.origin(),
                    video.state(),
                    video.progress(),
                    null,
                    seconds,
                    video.width(),
                    video.height(),
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    video.embedUrl(),
                    List.of(),
                    null,
                    null,
                    video.customerId(),
                    customer,
                    video.tags(),
                    owner,
                    metrics,
                    null,
                    video.createdAt());
        }
        return new VideoView(
                video.id(),
                video.title(),
                video.origin(),
                video.state(),
                standing.progress(),
                standing.remainingSeconds(),
                standing.durationSeconds(),
                standing.width(),
                standing.height(),
                standing.renditions(),
                standing.error(),
                standing.poster(),
                standing.preview(),
                standing.waveform(),
                standing.playback(),
                video.embedUrl(),
                standing.points(),
                standing.voiceId(),
                standing.adjusting(),
                video.customerId(),
                customer,
                video.tags(),
                owner,
                metrics,
                standing.keptUntil(),
                video.createdAt());
    }
}
