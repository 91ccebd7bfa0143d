package app.rapport.media;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Answers with bytes or the part of them that was asked for. */
final class ByteAnswer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private ByteAnswer() {}

    /** Something of known length that can be read from anywhere. */
    interface Source {
        long length();

        void write(long from, long length, OutputStream out) throws IOException;
    }

    private record Part(long from, long length) {}

    /** @param tag names the content: it never changes under the same tag */
    static void write(Source source, String type, String tag, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var quoted = "\"" + tag + "\"";
        response.setHeader(HttpHeaders.ETAG, quoted);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && (known.equals("*") || known.contains(quoted))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var length = source.length();
        response.setContentType(type);
        var range = request.getHeader(HttpHeaders.RANGE);
        var ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        var part = range == null || (ifRange != null && !ifRange.equals(quoted))
                ? new Part(0, length)
                : part(range, length);
        if (part == null) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (part.length() != length) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + part.from() + "-" + (part.from() + part.length() - 1) + "/" + length);
        }
        response.setContentLengthLong(part.length());
        if (!request.getMethod().equals("HEAD")) {
            source.write(part.from(), part.length(), response.getOutputStream());
        }
    }

    /** The one part that is asked for; all of it when that cannot be told or is several; null when it lies outside. */
    private static @Nullable Part part(String range, long length) {
        var asked = RANGE.matcher(range.strip());
        if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return new Part(0, length);
        }
        if (asked.group(1).isEmpty()) {
            var last = Math.min(length, Long.parseLong(asked.group(2)));
            return last == 0 ? null : new Part(length - last, last);
        }
        var from = Long.parseLong(asked.group(1));
        var to = asked.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(asked.group(2)));
        if (from >= length) {
            return null;
        }
        return to < from ? new Part(0, length) : new Part(from, to - from + 1);
    }
}
