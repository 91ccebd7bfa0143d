package app.rapport.training.attendance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was heard about the meeting of a session. Two that say the same are one.
 *
 * @param run one time the meeting was held; empty where nobody said
 * @param until of a run or a stay; of a start, when else it may have been
 * @param connection one connection to that run; empty where nobody said
 */
record Fact(
        Kind kind,
        String run,
        Instant at,
        @Nullable Instant until,
        String connection,
        @Nullable String customerKey,
        @Nullable String zoomUserId,
        @Nullable String email,
        @Nullable String name,
        @Nullable String phone) {

    Fact(
            Kind kind,
            String run,
            Instant at,
            @Nullable Instant until,
            String connection,
            @Nullable String customerKey,
            @Nullable String zoomUserId,
            @Nullable String email,
            @Nullable String name) {
        this(kind, run, at, until, connection, customerKey, zoomUserId, email, name, null);
    }

    enum Kind {
        STARTED,
        ENDED,
        JOINED,
        LEFT,
        /** In a breakout room, which is a part of the meeting. */
        ASIDE_JOINED,
        ASIDE_LEFT,
        /** Says nothing about attendance. */
        OTHER,
        /** We asked whether it runs. */
        RUNNING,
        NOT_RUNNING,
        /** By the report: one run from its beginning to its end. */
        RUN,
        /** By the report: one connection from its beginning to its end. */
        STAY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    static Fact of(Kind kind, String run, Instant at) {
        return new Fact(kind, run, at, null, "", null, null, null, null);
    }

    static Fact run(String run, Instant from, Instant until) {
        return new Fact(Kind.RUN, run, from, until, "", null, null, null, null);
    }

    static Fact startedEither(String run, Instant early, Instant late) {
        return new Fact(Kind.STARTED, run, early, late, "", null, null, null, null);
    }

    /** Of all that it says. */
    byte[] contentKey() {
        var content = Arrays.asList(
                kind.word(), run, at.toString(), text(until), connection, customerKey, zoomUserId, email, name);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : content) {
                digest.update(Objects.requireNonNullElse(part, "\u0001").getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            if (phone != null) {
                digest.update(phone.getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
