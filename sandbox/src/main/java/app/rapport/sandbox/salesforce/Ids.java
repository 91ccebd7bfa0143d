package app.rapport.sandbox.salesforce;

import org.jspecify.annotations.Nullable;

/** Record ids: 15 characters that mind their case, or 18 with a checksum of that case. */
final class Ids {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private Ids() {}

    static String of(String prefix, long number) {
        var digits = new StringBuilder();
        for (var rest = number; rest > 0; rest /= 62) {
            digits.append(BASE62.charAt((int) (rest % 62)));
        }
        while (digits.length() < 9) {
            digits.append('0');
        }
        return eighteen(prefix + "Sb0" + digits.reverse());
    }

    /** The 18-character form, or null when this cannot be an id. */
    static @Nullable String normal(String id) {
        if (id.length() != 15 && id.length() != 18) {
            return null;
        }
        for (var i = 0; i < id.length(); i++) {
            if (BASE62.indexOf(id.charAt(i)) < 0) {
                return null;
            }
        }
        return eighteen(id.substring(0, 15));
    }

    private static String eighteen(String fifteen) {
        var id = new StringBuilder(fifteen);
        for (var block = 0; block < 3; block++) {
            var bits = 0;
            for (var i = 0; i < 5; i++) {
                if (Character.isUpperCase(fifteen.charAt(block * 5 + i))) {
                    bits |= 1 << i;
                }
            }
            id.append(SUFFIX.charAt(bits));
        }
        return id.toString();
    }
}
