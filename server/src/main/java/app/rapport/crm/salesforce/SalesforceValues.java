package app.rapport.crm.salesforce;

import app.rapport.crm.connector.Schema;
import app.rapport.crm.connector.Texts;
import app.rapport.crm.connector.Warning;
import app.rapport.platform.Wording;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Texts of ours as the JSON a field takes. */
final class SalesforceValues {
    private SalesforceValues() {}

    /** Puts the value, or says in a sentence why not. */
    static @Nullable Warning put(ObjectNode body, Schema.Field field, String value) {
        switch (field.type()) {
            case "number" -> {
                try {
                    body.put(field.name(), new BigDecimal(value.strip()));
                } catch (NumberFormatException e) {
                    return new Warning(
                            "“" + Texts.cut(value, 60) + "” is no number: " + field.label() + " is left as it is.",
                            unfit(field, value));
                }
            }
            case "boolean" -> body.put(field.name(), Boolean.parseBoolean(value));
            case "choice", "choices" -> {
                if (!field.offers(value)) {
                    return new Warning(
                            field.label() + " has no choice “" + Texts.cut(value, 60) + "”: it is left as it is.",
                            unfit(field, value));
                }
                body.put(field.name(), value);
            }
            default -> body.put(field.name(), field.fit(Texts.lines(value)));
        }
        return null;
    }

    private static Wording unfit(Schema.Field field, String value) {
        return Wording.of("value_does_not_fit")
                .with("value", Texts.cut(value, 60))
                .with("label", field.label());
    }
}
