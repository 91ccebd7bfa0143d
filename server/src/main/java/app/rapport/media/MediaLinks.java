package app.rapport.media;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.secrets.MasterKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Signs the addresses that media is fetched by. Whoever has one may fetch, without signing in, what belongs to that one
 * video, for two hours at most.
 *
 * <p>The signature is a part of the path before everything that varies, so that the relative addresses in a playlist carry it
 * along. Its end is rounded, so that the same thing asked for twice within minutes has the same address and comes out of a
 * cache. The secret changes every month; the link's own end says which it was signed with.
 */
@Component
class MediaLinks {
    static final Duration LIFE = Duration.ofHours(2);
    private static final long ROUNDED_TO = Duration.ofMinutes(10).toSeconds();
    private static final byte VERSION = 1;
    private static final int SIGNED = 1 + 1 + 8 + 16 + 16;
    private static final int SIGNATURE = 24;

    private final MasterKey master;
    private final Clock clock;

    MediaLinks(MasterKey master, Clock clock) {
        this.master = master;
        this.clock = clock;
    }

    /** What a link opens. */
    enum What {
        /** A base video: playlists, files, pictures. */
        VIDEO('v'),
        /** One person's video. */
        PERSONAL('p'),
        /** Segments of a base video only, for playlists that refer to them. */
        PARTS('s');

        private final byte letter;

        What(char letter) {
            this.letter = (byte) letter;
        }

        static Optional<What> of(byte letter) {
            return Arrays.stream(values()).filter(what -> what.letter == letter).findFirst();
        }
    }

    record Link(What what, OrganizationId organization, UUID id, Instant expiresAt) {}

    /** When links made now end. */
    Instant end() {
        var seconds = clock.instant().truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, ROUNDED_TO))
                .plus(LIFE);
    }

    /** The path everything it opens is below, without a slash at the end. */
    String path(What what, OrganizationId organization, UUID id, Instant end) {
        return "/media/" + token(what, organization, id, end);
    }

    String token(What what, OrganizationId organization, UUID id, Instant end) {
        var signed = ByteBuffer.allocate(SIGNED + SIGNATURE)
                .put(VERSION)
                .put(what.letter)
                .putLong(end.getEpochSecond())
                .putLong(organization.value().getMostSignificantBits())
                .putLong(organization.value().getLeastSignificantBits())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        signed.put(signature(Arrays.copyOf(signed.array(), SIGNED), end));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /** What the link opens; empty when it is none of ours. It may have ended. */
    Optional<Link> read(String token) {
        var bytes = decoded(token);
        if (bytes == null || bytes.length != SIGNED + SIGNATURE || bytes[0] != VERSION) {
            return Optional.empty();
        }
        var read = ByteBuffer.wrap(bytes, 1, SIGNED - 1);
        var what = What.of(read.get());
        var seconds = read.getLong();
        if (what.isEmpty() || seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        var end = Instant.ofEpochSecond(seconds);
        var given = Arrays.copyOfRange(bytes, SIGNED, bytes.length);
        if (!MessageDigest.isEqual(signature(Arrays.copyOf(bytes, SIGNED), end), given)) {
            return Optional.empty();
        }
        return Optional.of(new Link(
                what.get(),
                new OrganizationId(new UUID(read.getLong(), read.getLong())),
                new UUID(read.getLong(), read.getLong()),
                end));
    }

    boolean ended(Link link) {
        return !clock.instant().isBefore(link.expiresAt());
    }

    private static byte @Nullable [] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private byte[] signature(byte[] signed, Instant end) {
        try {
            var month = end.getEpochSecond() / Duration.ofDays(30).toSeconds();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master.derive("media links " + month), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(signed), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
