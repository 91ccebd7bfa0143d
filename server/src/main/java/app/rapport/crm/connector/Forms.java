package app.rapport.crm.connector;

import app.rapport.crm.connector.Draft.Form;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** As which kinds of records a talk can be logged there, for an organisation to choose. */
public final class Forms {
    private final Map<String, String> types;
    private final Map<Form, Choice> choices;

    /**
     * @param meeting the word of what meetings are, while nobody chose otherwise
     * @param call the same for calls
     */
    public Forms(String meeting, String meetingType, String call, String callType) {
        var words = List.of(meeting, call);
        types = Map.of(meeting, meetingType, call, callType);
        choices = Map.of(
                Form.MEETING,
                Choice.among("meetingsAs", words, meeting),
                Form.CALL,
                Choice.among("callsAs", words, call));
    }

    /** The type of the talk's record; one that is there stays what it is. */
    public String type(CrmAccount account, Draft.Activity talk) {
        var remote = talk.remote();
        return remote != null ? remote.type() : Objects.requireNonNull(types.get(account.option(choice(talk.form()))));
    }

    List<Choice> choices() {
        return List.of(choice(Form.MEETING), choice(Form.CALL));
    }

    private Choice choice(Form form) {
        return Objects.requireNonNull(choices.get(form));
    }
}
