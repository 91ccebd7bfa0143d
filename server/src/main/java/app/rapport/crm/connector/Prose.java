package app.rapport.crm.connector;

import java.util.ArrayList;
import java.util.List;

/** What an activity or a task says in its body, as plain paragraphs. */
public final class Prose {
    private Prose() {}

    /** A heading, its lines, or only the lines when there is no heading. */
    public record Part(String heading, List<String> lines) {}

    /** The summary, and what is not in a mapped field of its own. */
    public static List<Part> of(Draft.Activity talk) {
        var parts = new ArrayList<Part>();
        if (!talk.summary().isBlank()) {
            parts.add(new Part("", List.of(Texts.lines(talk.summary()))));
        }
        if (!talk.insights().isEmpty()) {
            parts.add(new Part("Key insights", talk.insights()));
        }
        if (!talk.actions().isEmpty()) {
            parts.add(new Part("Action items", talk.actions()));
        }
        if (!talk.participants().isEmpty()) {
            parts.add(new Part("Participants", talk.participants()));
        }
        return parts;
    }

    public static List<Part> of(Draft.Task task) {
        var lines = new ArrayList<String>();
        if (task.ownerName() != null) {
            lines.add("Promised by " + Texts.line(task.ownerName()));
        }
        lines.add("From the conversation " + Texts.line(task.conversationTitle()));
        return List.of(new Part("", lines));
    }

    /** Plain text, with the link as its last line whatever has to be cut. */
    public static String plain(List<Part> parts, String ending, int most) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (!text.isEmpty()) {
                text.append("\n\n");
            }
            if (!part.heading().isEmpty()) {
                text.append(part.heading()).append(":\n");
                part.lines()
                        .forEach(line ->
                                text.append("- ").append(Texts.lines(line)).append('\n'));
            } else {
                part.lines().forEach(line -> text.append(Texts.lines(line)).append('\n'));
            }
            text.setLength(text.length() - 1);
        }
        return Texts.endingWith(text.toString(), ending, most);
    }

    /** Whether a body carries this link as its mark, and not only a longer one. */
    public static boolean carries(String body, String link) {
        for (var at = body.indexOf(link); at >= 0; at = body.indexOf(link, at + 1)) {
            var end = at + link.length();
            if (end == body.length()
                    || !(Character.isLetterOrDigit(body.charAt(end)) || "#-_/".indexOf(body.charAt(end)) >= 0)) {
                return true;
            }
        }
        return false;
    }
}
