package app.rapport.crm.connector;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Kinds of records every CRM has, under whatever name. */
public enum CrmObject {
    ACTIVITY,
    CALL,
    TASK,
    CONTACT,
    COMPANY,
    DEAL;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CrmObject> of(String word) {
        for (var object : values()) {
            if (object.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }
}
