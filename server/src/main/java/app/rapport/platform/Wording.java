package app.rapport.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a sentence says, beside the English one, so that it can be said in another language: a stable code and the parts that
 * vary. What somebody else said in their own words is a part, and stays as it is.
 *
 * @param values texts, numbers and other wordings
 */
public record Wording(String code, Map<String, Object> values) {
    public Wording {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Wording of(String code) {
        return new Wording(code, Map.of());
    }

    public Wording with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Wording(code, more);
    }
}
