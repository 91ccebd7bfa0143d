package app.rapport.media;

import app.rapport.identity.CurrentUser;
import app.rapport.media.MediaLinks.What;
import app.rapport.media.RenderJob.Kind;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Point;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Takes orders for people's own videos. */
@Service
@Transactional
class PersonalDesk implements PersonalVideos {
    private static final String PREVIEW = "preview";

    private final PersonalTable table;
    private final LadderTable ladders;
    private final RenderQueue queue;
    private final MediaLinks links;
    private final Speaking speaking;
    private final JsonMapper json;

    PersonalDesk(
            PersonalTable table,
            LadderTable ladders,
            RenderQueue queue,
            MediaLinks links,
            Speaking speaking,
            JsonMapper json) {
        this.speaking = speaking;
        this.table = table;
        this.ladders = ladders;
        this.queue = queue;
        this.links = links;
        this.json = json;
    }

    @Override
    public Order order(UUID video, List<Person> people, int priority) {
        var base = base(video);
        var by = CurrentUser.optional().map(user -> user.id().value()).orElse(null);
        var order = table.order(video, by, priority);
        var wanted = people.stream()
                .map(person -> new PersonalTable.New(person.id(), person.values(), base.hash(person.values())))
                .collect(Collectors.toMap(
                        one -> List.of(one.person(), one.hash()),
                        Function.identity(),
                        (one, same) -> one,
                        LinkedHashMap::new));
        table.add(Kind.PERSONAL, video, order, wanted.values(), base.points(), base.voice(), priority);
        queue.wakeAfterCommit();
        return order(video, order);
    }

    @Override
    public Personal preview(UUID video, Map<String, String> values) {
        var base = base(video);
        var wanted = new PersonalTable.New(PREVIEW, values, base.hash(values));
        var id = table.add(Kind.PREVIEW, video, null, List.of(wanted), base.points(), base.voice(), RenderJob.AT_ONCE)
                .getFirst();
        queue.wakeAfterCommit();
        return find(video, id).orElseThrow();
    }

    /** What is personal of a video that is ready for it. */
    private Base base(UUID video) {
        var row = ladders.find(video).orElseThrow(() -> Problem.notFound("video"));
        if (!row.state().equals("ready")) {
            throw Problem.conflict(
                    "video_not_ready", "This video is not ready yet. Wait until it is, then make personal ones.");
        }
        if (row.points().isEmpty()) {
            throw Problem.conflict("no_points", "Nothing of this video is personal yet. Set a personal point first.");
        }
        var voice = speaking.voice(row.voice());
        return new Base(row.points(), voice, speaking.print(voice));
    }

    /** What all personal versions that are ordered now have in common. */
    private final class Base {
        private final List<Point> points;
        private final @Nullable UUID voice;
        private final Speaking.Print print;

        Base(List<Point> points, @Nullable UUID voice, Speaking.Print print) {
            this.points = points;
            this.voice = voice;
            this.print = print;
        }

        List<Point> points() {
            return points;
        }

        @Nullable
        UUID voice() {
            return voice;
        }

        /** Whatever makes another video: the values, the points, and how the voice says the words. */
        String hash(Map<String, String> values) {
            var said = points.stream()
                    .filter(point -> point.kind() == Point.Kind.speech)
                    .map(point -> print.of(point.words(values)))
                    .filter(one -> !one.isEmpty())
                    .toList();
            var all = said.isEmpty()
                    ? List.of(new TreeMap<>(values), points)
                    : List.of(new TreeMap<>(values), points, said);
            try {
                var text = json.writeValueAsString(all);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Order order(UUID video, UUID order) {
        if (!table.hasOrder(video, order)) {
            throw Problem.notFound("order");
        }
        var states = new HashMap<String, Long>();
        table.counts(order).forEach((state, many) -> states.merge(word(state), many, Long::sum));
        return new Order(
                order, states.values().stream().mapToLong(Long::longValue).sum(), states);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Personal> find(UUID video, UUID personal) {
        return table.find(personal).filter(row -> row.video().equals(video)).map(row -> view(row, true));
    }

    @Override
    @Transactional(readOnly = true)
    public Page<Personal> page(
            UUID video, @Nullable UUID order, @Nullable String state, @Nullable String after, int limit) {
        if (order != null && !table.hasOrder(video, order)) {
            throw Problem.notFound("order");
        }
        var cursor = Cursor.read(after, 1);
        var rows = table.page(
                video,
                order,
                state == null ? null : job(state),
                cursor == null ? null : cursor.part(0, UUID::fromString),
                limit + 1);
        return Page.of(rows, limit, row -> Cursor.of(row.id())).map(row -> view(row, false));
    }

    @Override
    public Order wish(UUID video, UUID order, Wish wish) {
        var before = order(video, order);
        queue.wish(RenderQueue.Wish.valueOf(wish.name()), table.jobsOf(before.id()));
        return order(video, order);
    }

    @Override
    public Personal wishOne(UUID video, UUID personal, Wish wish) {
        var row = table.find(personal)
                .filter(one -> one.video().equals(video))
                .orElseThrow(() -> Problem.notFound("personal video"));
        if (queue.wish(RenderQueue.Wish.valueOf(wish.name()), List.of(row.job())) == 0) {
            throw Problem.conflict("job_over", "This is not possible any more: the video is " + word(row.state()) + ".")
                    .with("state", word(row.state()));
        }
        return find(video, personal).orElseThrow();
    }

    private Personal view(PersonalTable.Row row, boolean whole) {
        var end = links.end();
        var organization = Tenancy.current();
        var path = links.path(What.PERSONAL, organization, row.id(), end);
        var notes =
                whole ? table.own(row.id()).map(PersonalVideo::notes).orElse(List.of()) : List.<PersonalVideo.Note>of();
        var ready = row.folder() != null;
        return new Personal(
                row.id(),
                row.order(),
                row.person(),
                row.values(),
                word(row.state()),
                row.progress(),
                row.remainingSeconds(),
                row.error(),
                notes.stream().map(note -> new Note(note.code(), note.value())).toList(),
                row.spoken().stream().map(PersonalDesk::spoken).toList(),
                ready ? path + "/poster.jpg" : null,
                ready ? new Media.Playback(path + "/master.m3u8", path + "/video.mp4", end) : null,
                row.createdAt());
    }

    private static Spoken spoken(PersonalVideo.Spoken one) {
        var by = one.by();
        return new Spoken(
                one.words(),
                by == null ? "nobody" : by.by().name(),
                by == null ? null : by.name(),
                by == null ? null : by.label());
    }

    /** People speak of videos, not of jobs. */
    private static String word(String state) {
        return switch (state) {
            case "running" -> "processing";
            case "done" -> "ready";
            default -> state;
        };
    }

    private static String job(String word) {
        return switch (word) {
            case "processing" -> "running";
            case "ready" -> "done";
            case "queued", "paused", "failed", "cancelled" -> word;
            default ->
                throw Problem.invalid(
                        "invalid_state", "A personal video is queued, processing, paused, ready, failed or cancelled.");
        };
    }
}
