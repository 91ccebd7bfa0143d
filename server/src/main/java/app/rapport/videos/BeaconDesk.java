package app.rapport.videos;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.GroupCommit;
import app.rapport.platform.Problem;
import app.rapport.videos.Beacon.Event;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Decides what of a page's report is kept: nothing of our own people and of programs, of whoever asked not to be tracked only
 * how long somebody watched, and of all others where they come from no more exactly than needed.
 */
@Component
class BeaconDesk {
    /** With these, where they come from is kept: a view begins, or somebody does something. */
    private static final Set<String> WITH_ORIGIN = Set.of("play", "click", "download");

    private static final Duration OLDEST = Duration.ofDays(1);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final ShareCache shares;
    private final EventWriter writer;
    private final Unlocking unlocking;
    private final Anonymity anonymity;
    private final Clock clock;

    BeaconDesk(ShareCache shares, EventWriter writer, Unlocking unlocking, Anonymity anonymity, Clock clock) {
        this.shares = shares;
        this.writer = writer;
        this.unlocking = unlocking;
        this.anonymity = anonymity;
        this.clock = clock;
    }

    /** Done when it is on record. */
    CompletableFuture<Void> take(Beacon beacon, int bytes, HttpServletRequest request) throws GroupCommit.Full {
        var share = shares.find(Objects.requireNonNull(beacon.token())).orElseThrow(() -> Problem.notFound("link"));
        var now = clock.instant();
        if (!share.open(now)) {
            throw Problem.of(
                    HttpStatus.GONE, "share_expired", "This link has expired. Ask whoever sent it for a new one.");
        }
        if (!unlocking.open(share, request)) {
            throw Problem.forbidden("share_locked", "Enter this link's password first.");
        }
        var agent = Agents.of(request);
        if (ours(share) || agent.nobody() || Agents.ahead(request)) {
            return DONE;
        }
        var events = Objects.requireNonNull(beacon.events()).stream()
                .map(Objects::requireNonNull)
                .toList();
        if (asksNotToBeTracked(request)) {
            var seconds = anonymous(share, events, now);
            return seconds == null ? DONE : writer.add(List.of(seconds), bytes);
        }
        var known = share.viewerId();
        var network = known != null && events.stream().noneMatch(BeaconDesk::withOrigin)
                ? null
                : Anonymity.network(request.getRemoteAddr());
        var viewer = known != null ? known : anonymity.viewer(share.videoId(), network, agent.name());
        var view = Objects.requireNonNull(beacon.view());
        return writer.add(
                events.stream()
                        .map(event -> happening(share, view, viewer, event, network, agent.name(), now))
                        .toList(),
                bytes);
    }

    /** The owner and whoever works with them, and what was sent to one of them. */
    private static boolean ours(Share share) {
        return share.internal()
                || CurrentUser.optional()
                        .map(user -> user.organization().equals(share.organization()))
                        .orElse(false);
    }

    private static boolean asksNotToBeTracked(HttpServletRequest request) {
        return "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
    }

    private static Happening happening(
            Share share,
            UUID view,
            UUID viewer,
            Event event,
            @Nullable String network,
            @Nullable String agent,
            Instant now) {
        var origin = withOrigin(event);
        return new Happening(
                share.organization().value(),
                share.videoId(),
                view,
                Objects.requireNonNull(event.seq()),
                share.id(),
                viewer,
                Objects.requireNonNull(event.type()),
                millis(event.from()),
                millis(event.to()),
                event.rate() == null ? null : event.rate().floatValue(),
                within(event.at(), share, now),
                now,
                origin ? network : null,
                origin ? agent : null);
    }

    private static boolean withOrigin(Event event) {
        return event.type() != null && WITH_ORIGIN.contains(event.type());
    }

    /** The page's time, but not in the future, nor before yesterday or the link itself. */
    private static Instant within(@Nullable Instant at, Share share, Instant now) {
        var yesterday = now.minus(OLDEST);
        var earliest = share.createdAt().isAfter(yesterday) ? share.createdAt() : yesterday;
        return at == null || at.isAfter(now) ? now : at.isBefore(earliest) ? earliest : at;
    }

    /** How long somebody watched on that day: no link, no view, no order. */
    private static @Nullable Happening anonymous(Share share, List<Event> events, Instant now) {
        var watched = Coverage.of(events.stream()
                .filter(event -> "watched".equals(event.type()))
                .map(event -> new Coverage.Part(
                        Objects.requireNonNull(millis(event.from())), Objects.requireNonNull(millis(event.to()))))
                .toList());
        var day = now.truncatedTo(ChronoUnit.DAYS);
        return watched.length() == 0
                ? null
                : new Happening(
                        share.organization().value(),
                        share.videoId(),
                        UUID.randomUUID(),
                        0,
                        null,
                        null,
                        "anonymous",
                        0,
                        (int) Math.min(watched.length(), Duration.ofMinutes(1).toMillis()),
                        null,
                        day,
                        day,
                        null,
                        null);
    }

    private static @Nullable Integer millis(@Nullable Double seconds) {
        return seconds == null ? null : (int) Math.round(seconds * 1000);
    }
}
