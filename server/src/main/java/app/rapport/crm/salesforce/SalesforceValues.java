package app.rapport.crm.salesforce;

import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Texts;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Texts of ours as the JSON a field takes. */
final class SalesforceValues {
    private SalesforceValues() {}

    /** Puts the value, or says in a sentence why not. */
    static @Nullable String put(ObjectNode body, Schema.Field field, String value) {
        switch (field.type()) {
            case "number" -> {
                try {
                    body.put(field.name(), new BigDecimal(value.strip()));
                } catch (NumberFormatException e) {
                    return "“" + Texts.cut(value, 60) + "” is no number: " + field.label() + " is left as it is.";
                }
            }
            case "boolean" -> body.put(field.name(), Boolean.parseBoolean(value));
            case "choice", "choices" -> {
                if (!field.offers(value)) {
                    return field.label() + " has no choice “" + Texts.cut(value, 60) + "”: it is left as it is.";
                }
                body.put(field.name(), value);
            }
            default -> body.put(field.name(), field.fit(Texts.lines(value)));
        }
        return null;
    }
}
