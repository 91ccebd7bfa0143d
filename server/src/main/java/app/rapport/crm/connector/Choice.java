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
