package app.rapport.training.attendance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a connection to a meeting says of whose it is. The name they go by is not among it. */
record Identity(
        String run,
        String connection,
        @Nullable String customerKey,
        @Nullable String zoomUserId,
        @Nullable String emailKey,
        @Nullable String phoneKey) {

    private static final int SHORTEST_PHONE = 7;

    /** @param lasting whether it means the same person in another meeting */
    record Key(String text, boolean lasting) {}

    /** What makes two connections the same person's, as far as can be told. */
    Key key() {
        return keys().getFirst();
    }

    /**
     * All that they can be known by, the surest first. Zoom's id of a registration is not among it: we ask nobody to
     * register, and it means nobody in another meeting.
     */
    List<Key> keys() {
        var keys = new ArrayList<Key>();
        add(keys, "zoom:", zoomUserId, true);
        add(keys, "email:", emailKey, true);
        add(keys, "phone:", phoneKey, true);
        add(keys, "key:", customerKey, false);
        add(keys, "connection:", run + "/" + connection, false);
        return keys;
    }

    private static void add(List<Key> keys, String kind, @Nullable String value, boolean lasting) {
        if (value != null) {
            keys.add(new Key(kind + value, lasting));
        }
    }

    static @Nullable String emailKey(@Nullable String email) {
        return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    /** Its digits; null for a number that is masked or withheld, which may be anybody's. */
    static @Nullable String phoneKey(@Nullable String phone) {
        if (phone == null || !phone.matches("[+0-9 ()./-]+")) {
            return null;
        }
        var digits = phone.replaceAll("[^0-9]", "");
        return digits.length() < SHORTEST_PHONE ? null : digits;
    }
}
