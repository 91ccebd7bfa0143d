package app.rapport.training.attendance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a connection to a meeting says of whose it is. The name they go by is not among it. */
record Identity(
        String run,
        String connection,
        @Nullable String customerKey,
        @Nullable String zoomUserId,
        @Nullable String emailKey) {

    /** @param lasting whether it means the same person in another meeting */
    record Key(String text, boolean lasting) {}

    /** What makes two connections the same person's, as far as can be told. */
    Key key() {
        if (zoomUserId != null) {
            return new Key("zoom:" + zoomUserId, true);
        }
        if (emailKey != null) {
            return new Key("email:" + emailKey, true);
        }
        if (customerKey != null) {
            return new Key("key:" + customerKey, false);
        }
        return new Key("connection:" + run + "/" + connection, false);
    }

    static @Nullable String emailKey(@Nullable String email) {
        return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
    }
}
