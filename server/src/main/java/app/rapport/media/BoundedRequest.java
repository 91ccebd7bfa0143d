package app.rapport.media;

import app.rapport.platform.Problem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body may have so many bytes; one more is a problem. */
final class BoundedRequest extends HttpServletRequestWrapper {
    private final long most;
    private final Problem tooLarge;

    BoundedRequest(HttpServletRequest request, long most, Problem tooLarge) {
        super(request);
        this.most = most;
        this.tooLarge = tooLarge;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream());
    }

    private final class Bounded extends ServletInputStream {
        private final ServletInputStream body;
        private long left = most;

        Bounded(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                if (body.read() >= 0) {
                    throw tooLarge;
                }
                return -1;
            }
            var many = body.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, many);
            return many;
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
