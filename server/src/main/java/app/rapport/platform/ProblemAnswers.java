package app.rapport.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;

/** Every failure leaves as a problem document; what we did not expect says only where an admin finds it. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAnswers extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    @ExceptionHandler
    ResponseEntity<ProblemDetail> expected(Problem problem) {
        var body = ProblemDetail.forStatusAndDetail(problem.status(), problem.sentence());
        body.setTitle(problem.status().getReasonPhrase());
        body.setProperty("code", problem.code());
        problem.more().forEach(body::setProperty);
        var answer = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.more().get("retryAfterSeconds") instanceof Number seconds) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return answer.body(body);
    }

    /** Text PostgreSQL cannot hold (NUL) and values out of range: the caller's fault, found only by the database. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unstorable(DataIntegrityViolationException e, HttpServletRequest request) {
        if (e.getMostSpecificCause() instanceof java.sql.SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("22")) {
            return expected(Problem.invalid(
                    "unstorable_value", "A value is out of range or holds a character that cannot be stored."));
        }
        return unexpected(e, request);
    }

    /** A query whose characters are no UTF-8, say. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
        return expected(Problem.invalid("invalid_parameter", "The parameters of this address cannot be read."));
    }

    /** An upload that breaks off, is none, or is too large, which some of those who read it do not say. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(MultipartException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException refused
                    && refused.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()) {
                return expected(Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "This upload is too large."));
            }
        }
        return expected(Problem.invalid("invalid_upload", "This upload cannot be read. Send it again as a form."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, HttpServletRequest request) {
        var id = HexFormat.of().formatHex(bytes());
        log.error("{} {} failed, errorId {}", request.getMethod(), request.getRequestURI(), id, e);
        var body = ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong");
        body.setProperty("code", "unexpected");
        body.setProperty("errorId", id);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** A body that was cut off because of its length fails inside whoever was reading it. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                var answer = expected(problem);
                return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException unfit && !field(unfit).isEmpty()) {
                var answer = expected(
                        Problem.invalid("invalid_field", field(unfit) + " is not of the form this route reads.")
                                .with("field", field(unfit)));
                return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
            }
        }
        return super.handleHttpMessageNotReadable(e, headers, status, request);
    }

    /** Which member of the body it was about; none where the body is no JSON at all. */
    private static String field(JacksonException unfit) {
        if (unfit instanceof StreamReadException && !(unfit instanceof InputCoercionException)) {
            return "";
        }
        return unfit.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail detail) {
            detail.setProperty("code", codeOf(e, status));
            if (e instanceof HttpMessageNotReadableException) {
                detail.setDetail("The body of this request is not JSON of the form this route reads.");
            }
            if (e instanceof MethodArgumentNotValidException invalid) {
                describe(detail, invalid.getBindingResult().getFieldError());
            }
        }
        return answer;
    }

    private static void describe(ProblemDetail detail, @Nullable FieldError error) {
        if (error == null) {
            detail.setDetail("The request is not valid.");
            return;
        }
        detail.setDetail(error.getField() + " " + error.getDefaultMessage());
        detail.setProperty("field", error.getField());
        detail.setProperty("constraint", error.getCode());
        if (error.contains(ConstraintViolation.class)
                && error.unwrap(ConstraintViolation.class)
                                .getConstraintDescriptor()
                                .getAttributes()
                                .get("max")
                        instanceof Integer most) {
            detail.setProperty("limit", most);
        }
    }

    private static String codeOf(Exception e, HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> e instanceof MethodArgumentNotValidException ? "invalid_field" : "invalid_request";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "too_large";
            case 415 -> "unsupported_media_type";
            default -> "http_" + status.value();
        };
    }

    private static byte[] bytes() {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
