package app.rapport.identity;

import app.rapport.identity.BodyAllowance.Allowance;
import app.rapport.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Reads no more of a body than somebody has reason to send: a transcript or a file at most, from nobody in particular less. */
@Component
class BodyLimit extends OncePerRequestFilter {
    private static final long LARGEST = 16L * 1024 * 1024;
    private static final long LARGEST_OF_NOBODY = 64L * 1024;

    /** Forms are read by the server itself, to a limit that is the same for all of them: here it is made the usual one. */
    private static final long LARGEST_FORM = 12L * 1024 * 1024;

    private final HandlerExceptionResolver problems;
    private final ObjectProvider<BodyAllowance> allowances;

    BodyLimit(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            ObjectProvider<BodyAllowance> allowances) {
        this.problems = problems;
        this.allowances = allowances;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var form = isForm(request);
        var allowance = allowance(request, form);
        if (request.getContentLengthLong() > allowance.bytes()) {
            problems.resolveException(request, response, null, allowance.tooLarge());
            return;
        }
        if (form && request.getContentLengthLong() < 0) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    Problem.of(
                            HttpStatus.LENGTH_REQUIRED, "length_needed", "Say how long this form is: Content-Length."));
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Counted(request, allowance), response);
    }

    private Allowance allowance(HttpServletRequest request, boolean form) {
        if (Caller.optional().isEmpty()) {
            return usual(LARGEST_OF_NOBODY);
        }
        return allowances.stream()
                .map(allowing -> allowing.of(request))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> usual(form ? LARGEST_FORM : LARGEST));
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static Allowance usual(long most) {
        return new Allowance(most, tooLarge(most));
    }

    private static Problem tooLarge(long most) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "This request is too large: its body may have " + most / 1024 + " KB at most.");
    }

    /** A body that does not say how long it is. */
    private static final class Counted extends HttpServletRequestWrapper {
        private final Allowance allowance;

        Counted(HttpServletRequest request, Allowance allowance) {
            super(request);
            this.allowance = allowance;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), allowance);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final Allowance allowance;
        private long left;

        CountedStream(ServletInputStream body, Allowance allowance) {
            this.body = body;
            this.allowance = allowance;
            this.left = allowance.bytes();
        }

        @Override
        public int read() throws IOException {
            var one = body.read();
            return one < 0 ? one : counted(1, one);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var many = body.read(into, offset, length);
            return many < 0 ? many : counted(many, many);
        }

        private int counted(int many, int answer) {
            left -= many;
            if (left < 0) {
                throw allowance.tooLarge();
            }
            return answer;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
