package app.rapport.crm.connector;

import java.util.List;

/**
 * Something an organisation may choose for a connection.
 *
 * @param values to choose from; empty when any text of the form will do
 * @param form an expression every value matches
 * @param otherwise what counts while nothing is chosen
 */
public record Choice(String name, List<String> values, String form, String otherwise) {
    /** Whether people somebody entered as stakeholders become contacts there. */
    public static final Choice CREATE_CONTACTS =
            Choice.among("createContacts", List.of("stakeholders", "never"), "stakeholders");

    /** When a change goes there: as it happens, at the full hour, or at the end of the organisation's day. */
    public static final Choice FREQUENCY =
            Choice.among("frequency", List.of("realtime", "hourly", "daily"), "realtime");

    public Choice {
        values = List.copyOf(values);
    }

    static Choice among(String name, List<String> values, String otherwise) {
        return new Choice(name, values, String.join("|", values), otherwise);
    }

    public boolean takes(String value) {
        return value.matches(form);
    }
}
