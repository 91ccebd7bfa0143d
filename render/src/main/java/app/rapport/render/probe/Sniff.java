package app.rapport.render.probe;

import app.rapport.render.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Tells MP4, MOV and AVI by their first bytes, never by name. Everything else is refused before any tool opens it:
 * playlists and lists of parts, which would make a tool fetch from elsewhere, are among it.
 */
final class Sniff {
    private static final Set<String> QUICKTIME = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

    private Sniff() {}

    /** The demuxer to read the file with; it is forced, so that no other guess is made. */
    static String format(Path file) throws IOException, Refused {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(16);
        }
        if (head.length == 0) {
            throw new Refused("file_empty", Map.of(), "The file is empty. Choose the video again and upload it.");
        }
        if (head.length == 16) {
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
                return "avi";
            }
            if (QUICKTIME.contains(text.substring(4, 8)) && text.charAt(0) < ' ') {
                return "mov";
            }
        }
        throw new Refused(
                "invalid_file_type",
                Map.of(),
                "Invalid file type: this is not an MP4, MOV or AVI video, whatever its name says.");
    }
}
