package app.rapport.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The endpoints of a measurement: takes what comes and notes how long it was on the way. */
final class Catcher implements AutoCloseable {
    private static final byte[] AT = "\"at\": ".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final Queue<Double> waits = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean trouble;

    Catcher() throws IOException {
        // Without it the kernel holds back a small answer for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4000");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url(int endpoint) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/" + endpoint;
    }

    /** From now on endpoint 0 hangs and endpoint 1 fails; or both are well again. */
    void trouble(boolean on) {
        trouble = on;
    }

    /** Calls answered since it began. */
    long answered() {
        return answered.get();
    }

    void forget() {
        waits.clear();
    }

    /** Milliseconds between publishing and arrival, of what told its time and went to an endpoint that is well. */
    List<Double> waits() {
        return new ArrayList<>(waits);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var first = path.equals("/hook/0");
            var second = path.equals("/hook/1");
            if (trouble && first) {
                hang();
            }
            var published = first || second ? 0 : published(body);
            if (published != 0) {
                waits.add((System.nanoTime() - published) / 1e6);
            }
            exchange.sendResponseHeaders(trouble && second ? 500 : 200, -1);
            answered.incrementAndGet();
        }
    }

    private void hang() {
        try {
            while (trouble) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long published(byte[] body) {
        for (var i = 0; i < body.length - AT.length; i++) {
            if (java.util.Arrays.equals(body, i, i + AT.length, AT, 0, AT.length)) {
                var value = 0L;
                for (var j = i + AT.length; j < body.length && body[j] >= '0' && body[j] <= '9'; j++) {
                    value = value * 10 + (body[j] - '0');
                }
                return value;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        trouble = false;
        server.stop(0);
    }
}
