package app.rapport.identity;

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

    private final HandlerExceptionResolver problems;

    BodyLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = Caller.optional().isPresent() ? LARGEST : LARGEST_OF_NOBODY;
        if (request.getContentLengthLong() > most) {
            problems.resolveException(request, response, null, tooLarge(most));
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Counted(request, most), response);
    }

    private static Problem tooLarge(long most) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "This request is too large: its body may have " + most / 1024 + " KB at most.");
    }

    /** A body that does not say how long it is. */
    private static final class Counted extends HttpServletRequestWrapper {
        private final long most;

        Counted(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), most);
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
        private final long most;
        private long left;

        CountedStream(ServletInputStream body, long most) {
            this.body = body;
            this.most = most;
            this.left = most;
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
                throw tooLarge(most);
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
