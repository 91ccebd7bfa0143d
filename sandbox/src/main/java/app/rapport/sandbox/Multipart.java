package app.rapport.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code multipart/form-data} body. */
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private Multipart() {}

    /**
     * One part.
     *
     * @param file the name of the file, null for an ordinary field
     */
    public record Part(String name, @Nullable String file, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Nothing for a body that is not one. */
    public static List<Part> parts(Call call) {
        var type = call.header("Content-Type");
        var boundary = BOUNDARY.matcher(type == null ? "" : type);
        if (!call.hasType("multipart/form-data") || !boundary.find()) {
            return List.of();
        }
        // One character per byte: what is between the boundaries comes back as it was.
        var body = new String(call.body(), StandardCharsets.ISO_8859_1);
        var parts = new ArrayList<Part>();
        for (var piece : body.split(Pattern.quote("--" + boundary.group(1)), -1)) {
            var end = piece.indexOf("\r\n\r\n");
            if (end < 0) {
                continue;
            }
            var head =
                    new String(piece.substring(0, end).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            var name = NAME.matcher(head);
            if (!name.find()) {
                continue;
            }
            var file = FILE.matcher(head);
            var content = piece.substring(end + 4, Math.max(end + 4, piece.length() - 2));
            parts.add(new Part(
                    name.group(1), file.find() ? file.group(1) : null, content.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return parts;
    }
}
