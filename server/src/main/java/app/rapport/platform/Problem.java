package app.rapport.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A failure the caller can act on: becomes an RFC 9457 problem with a stable {@code code} and a plain sentence.
 *
 * <p>The sentence is for people and may change; the code is for programs and may not. Neither carries a secret.
 */
public class Problem extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final String sentence;
    private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

    private Problem(HttpStatus status, String code, String sentence) {
        super(code + ": " + sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.sentence = sentence;
    }

    public static Problem of(HttpStatus status, String code, String sentence) {
        return new Problem(status, code, sentence);
    }

    /** 404, also for what belongs to another organisation. {@code what} in words: "customer". */
    public static Problem notFound(String what) {
        return of(HttpStatus.NOT_FOUND, "not_found", "There is no such " + what + ".");
    }

    /** 400: the request itself is wrong. */
    public static Problem invalid(String code, String sentence) {
        return of(HttpStatus.BAD_REQUEST, code, sentence);
    }

    /** 409: right in itself, but not in the present state. */
    public static Problem conflict(String code, String sentence) {
        return of(HttpStatus.CONFLICT, code, sentence);
    }

    /** 403: known caller, missing right. */
    public static Problem forbidden(String code, String sentence) {
        return of(HttpStatus.FORBIDDEN, code, sentence);
    }

    /** 422: well-formed, but its content cannot be used. */
    public static Problem unprocessable(String code, String sentence) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, code, sentence);
    }

    /** Adds a member to the problem document, for instance the field at fault. */
    public Problem with(String name, @Nullable Object value) {
        more.put(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    public Map<String, @Nullable Object> more() {
        return more;
    }
}
