package app.rapport.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Posts over and over on kept connections: by wrk where it is installed, else by threads of our own. */
final class Load {
    private Load() {}

    /** @param refused answers other than 2xx */
    record Result(double perSecond, double p99Ms, long answered, long refused) {}

    /** Always the same body. */
    static Result post(int port, String path, byte[] body, List<String> headers, int connections, int seconds)
            throws Exception {
        var lua = "wrk.body = [==[" + new String(body, StandardCharsets.UTF_8) + "]==]\n";
        return post(port, path, lua, () -> body, headers, connections, seconds);
    }

    /**
     * A new body each time.
     *
     * @param lua has wrk send them: sets {@code wrk.body} or {@code request}
     * @param next is asked for them where wrk is not installed
     */
    static Result post(
            int port,
            String path,
            String lua,
            Supplier<byte[]> next,
            List<String> headers,
            int connections,
            int seconds)
            throws Exception {
        return Ingest.installed("wrk")
                ? byWrk(port, path, lua, headers, connections, seconds)
                : byThreads(port, path, next, headers, connections, seconds);
    }

    private static Result byWrk(int port, String path, String lua, List<String> headers, int connections, int seconds)
            throws IOException, InterruptedException {
        var script = new StringBuilder("wrk.method = 'POST'\n").append(lua);
        for (var header : headers) {
            var colon = header.indexOf(": ");
            script.append(
                    "wrk.headers['%s'] = '%s'\n".formatted(header.substring(0, colon), header.substring(colon + 2)));
        }
        var file = Files.createTempFile("post", ".lua");
        try {
            Files.writeString(file, script);
            var printed = Ingest.run(
                    List.of(
                            "wrk",
                            "-t1",
                            "-c" + connections,
                            "-d" + seconds + "s",
                            "--latency",
                            "-s",
                            file.toString(),
                            "http://localhost:" + port + path),
                    Map.of());
            var answered = Long.parseLong(find(printed, "(\\d+) requests in").group(1));
            var refused = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(printed);
            var p99 = find(printed, "99%\\s+([\\d.]+)(us|ms|s)");
            var scale = switch (p99.group(2)) {
                case "us" -> 0.001;
                case "ms" -> 1.0;
                default -> 1_000.0;
            };
            return new Result(
                    Double.parseDouble(
                            find(printed, "Requests/sec:\\s+([\\d.]+)").group(1)),
                    Double.parseDouble(p99.group(1)) * scale,
                    answered,
                    refused.find() ? Long.parseLong(refused.group(1)) : 0);
        } finally {
            Files.delete(file);
        }
    }

    private static java.util.regex.Matcher find(String printed, String expression) {
        var found = Pattern.compile(expression).matcher(printed);
        if (!found.find()) {
            throw new IllegalStateException("wrk printed something else: " + printed);
        }
        return found;
    }

    private static Result byThreads(
            int port, String path, Supplier<byte[]> next, List<String> headers, int connections, int seconds)
            throws Exception {
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers);
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        var workers = new ArrayList<Callable<Worker>>();
        for (var i = 0; i < connections; i++) {
            workers.add(() -> new Worker().run(port, () -> request(head, next.get()), end));
        }
        var nanos = new ArrayList<long[]>();
        var answered = 0L;
        var refused = 0L;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var done : threads.invokeAll(workers)) {
                nanos.add(done.get().nanos());
                answered += done.get().count;
                refused += done.get().refused;
            }
        }
        var all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(
                answered / (double) seconds, all[(int) (all.length * 0.99)] / 1e6, answered - refused, refused);
    }

    private static byte[] request(String head, byte[] body) {
        var request = new ByteArrayOutputStream();
        request.writeBytes(
                (head + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static final class Worker {
        private long[] nanos = new long[4_096];
        private int count;
        private long refused;

        Worker run(int port, Supplier<byte[]> next, long end) throws IOException {
            try (var socket = new Socket("localhost", port)) {
                socket.setTcpNoDelay(true);
                var out = socket.getOutputStream();
                var in = new BufferedInputStream(socket.getInputStream());
                while (System.nanoTime() < end) {
                    var request = next.get();
                    var began = System.nanoTime();
                    out.write(request);
                    out.flush();
                    if (!answer(in).startsWith("HTTP/1.1 2")) {
                        refused++;
                    }
                    if (count == nanos.length) {
                        nanos = Arrays.copyOf(nanos, count * 2);
                    }
                    nanos[count++] = System.nanoTime() - began;
                }
            }
            return this;
        }

        long[] nanos() {
            return Arrays.copyOf(nanos, count);
        }

        /** The status line; the rest of the answer is read over. */
        private static String answer(InputStream in) throws IOException {
            var status = line(in);
            var length = 0;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            return status;
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (var c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
