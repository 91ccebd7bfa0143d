package app.rapport.training.zoom;

import java.time.Instant;

/** Lets a meeting window of the Meeting SDK in. */
public interface ZoomSignatures {
    /** @throws ZoomFailed NOT_CONFIGURED when the SDK's key or secret is not set */
    Signature sign(String meetingNumber, boolean host) throws ZoomFailed;

    /** @param value a JWT by HS256, good for this meeting and role */
    record Signature(String value, Instant expiresAt, String sdkKey) {}
}
