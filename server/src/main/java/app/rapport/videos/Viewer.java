package app.rapport.videos;

import app.rapport.identity.LinkPasswords;
import app.rapport.identity.Users;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.videos.Playback.Caption;
import app.rapport.videos.Playback.Playable;
import app.rapport.videos.Playback.Streams;
import app.rapport.videos.Share.CallToAction;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody with a link may see. */
@Service
class Viewer {
    private static final int LONGEST_TOKEN = 100;
    private final ShareStore shares;
    private final VideoStore videos;
    private final ObjectProvider<Playback> playback;
    private final Users users;
    private final LinkPasswords passwords;
    private final Unlocking unlocking;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Viewer(
            ShareStore shares,
            VideoStore videos,
            ObjectProvider<Playback> playback,
            Users users,
            LinkPasswords passwords,
            Unlocking unlocking,
            TransactionTemplate transaction,
            Clock clock) {
        this.shares = shares;
        this.videos = videos;
        this.playback = playback;
        this.users = users;
        this.passwords = passwords;
        this.unlocking = unlocking;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** While it is locked, nothing but that. {@code state} as the video's: processing, ready or failed. */
    record Shown(
            boolean locked,
            @Nullable String title,
            @Nullable Named owner,
            @Nullable String state,
            @Nullable Double durationSeconds,
            @Nullable String poster,
            @Nullable Streams playback,
            @Nullable Provider provider,
            @Nullable CallToAction cta,
            List<Caption> captions,
            @Nullable Named recipient) {
        static final Shown LOCKED = new Shown(true, null, null, null, null, null, null, null, null, List.of(), null);
    }

    record Named(@Nullable String name) {}

    /** Where somebody else plays it. */
    record Provider(String kind, String embedUrl) {}

    Shown show(String token, HttpServletRequest request) {
        var share = share(token);
        return unlocking.open(share, request) ? within(share) : Shown.LOCKED;
    }

    /** The cookie that opens the share from now on. */
    String unlock(String token, String password, String address) {
        var share = share(token);
        if (share.passwordHash() == null) {
            return unlocking.cookie(share);
        }
        if (!passwords.matches("share " + share.id(), address, password, share.passwordHash())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "wrong_password", "This is not the right password.")
                    .with("field", "password");
        }
        return unlocking.cookie(share);
    }

    /** Unknown is 404, over is 410: who had a link may know that it was one. */
    private Share share(String token) {
        var share = find(token).orElseThrow(() -> Problem.notFound("link"));
        if (share.revoked()) {
            throw Problem.of(
                    HttpStatus.GONE, "share_revoked", "This link was withdrawn. Ask whoever sent it for a new one.");
        }
        if (share.expired(clock.instant())) {
            throw Problem.of(
                    HttpStatus.GONE, "share_expired", "This link has expired. Ask whoever sent it for a new one.");
        }
        return share;
    }

    private Optional<Share> find(String token) {
        return token.length() > LONGEST_TOKEN || token.indexOf('\0') >= 0
                ? Optional.empty()
                : Objects.requireNonNull(Tenancy.system(() -> transaction.execute(status -> shares.byToken(token))));
    }

    private Shown within(Share share) {
        return Objects.requireNonNull(
                Tenancy.in(share.organization(), () -> transaction.execute(status -> read(share))));
    }

    private Shown read(Share share) {
        var video = videos.find(share.videoId())
                .orElseThrow(() -> Problem.of(HttpStatus.GONE, "video_deleted", "This video is no longer there."));
        var playable = playback.stream()
                .flatMap(one -> one.of(video.id(), share.personalId()).stream())
                .findFirst();
        var duration = video.duration();
        var recipient = share.recipient();
        return new Shown(
                false,
                video.title(),
                users.find(video.owner()).map(user -> new Named(user.name())).orElse(null),
                video.state(),
                duration == null ? null : duration.toMillis() / 1000.0,
                playable.map(Playable::poster).orElse(null),
                playable.map(Playable::streams).orElse(null),
                video.embedUrl() == null ? null : new Provider(video.origin(), video.embedUrl()),
                share.cta(),
                playable.map(Playable::captions).orElse(List.of()),
                recipient == null || recipient.name() == null ? null : new Named(recipient.name()));
    }
}
