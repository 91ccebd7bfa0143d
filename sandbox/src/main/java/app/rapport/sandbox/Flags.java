package app.rapport.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in the last column of a provider's list of fields: {@code required; values=A,B}. */
public final class Flags {
    private Flags() {}

    /** @param text flags separated by semicolons; one without a value has an empty one */
    public static Map<String, String> of(String text) {
        var flags = new LinkedHashMap<String, String>();
        for (var flag : text.split(";", -1)) {
            var equals = flag.indexOf('=');
            flags.put(
                    (equals < 0 ? flag : flag.substring(0, equals)).strip(),
                    equals < 0 ? "" : flag.substring(equals + 1).strip());
        }
        return flags;
    }
}
