package app.rapport.training.zoom;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Zoom did not do what was asked. */
public final class ZoomFailed extends Exception {
    /**
     * NOT_CONFIGURED: no account is set. CREDENTIALS: Zoom refused ours. BUSY: its limits, wait {@link #after}. REFUSED: it will say
     * the same again. NOT_FOUND: what was named is not there. NO_LICENCE: all are given out. OTHER_ACCOUNT: the address belongs
     * to another Zoom account. PENDING: the host has not accepted Zoom's invitation. NOT_SENT: surely nothing happened. UNCLEAR: it may have happened.
     */
    public enum Reason {
        NOT_CONFIGURED,
        CREDENTIALS,
        BUSY,
        REFUSED,
        NOT_FOUND,
        NO_LICENCE,
        OTHER_ACCOUNT,
        PENDING,
        NOT_SENT,
        UNCLEAR
    }

    /** In place of Zoom's number: a host's changes of the day are used up. */
    static final int HOST_SPENT = -1;

    private final Reason reason;
    private final @Nullable Duration after;
    private final int code;

    public ZoomFailed(Reason reason, String message, @Nullable Duration after, @Nullable Throwable cause) {
        this(reason, message, after, 0, cause);
    }

    ZoomFailed(Reason reason, String message, @Nullable Duration after, int code, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.after = after;
        this.code = code;
    }

    static ZoomFailed notConfigured() {
        return new ZoomFailed(Reason.NOT_CONFIGURED, "No Zoom account is set up on this installation.", null, null);
    }

    /** Zoom's own number for what is wrong, 0 when it gave none. */
    int code() {
        return code;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable Duration after() {
        return after;
    }

    /** Whether asking again later may help. */
    public boolean passing() {
        return switch (reason) {
            case BUSY, PENDING, NOT_SENT, UNCLEAR, CREDENTIALS -> true;
            case NOT_CONFIGURED, REFUSED, NOT_FOUND, NO_LICENCE, OTHER_ACCOUNT -> false;
        };
    }
}
