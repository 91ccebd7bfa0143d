package app.rapport.bench;

import app.rapport.Rapport;
import app.rapport.videos.ViewingBed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many reports of viewers' pages a second are taken in, each committed before its answer, with 50,000 pages open on 2,000 links
 * and the numbers counted behind it; and how long the numbers of a video with a million events take to read. {@code
 * --seconds=60} is how long pages report, after {@code --warm-up=30}; {@code --events=1000000} how many events the other video has.
 */
public final class Viewing {
    private static final int CONNECTIONS = 64;
    private static final int LINKS = 2_000;
    private static final int PAGES = 50_000;
    private static final int INTERVALS = 50;
    private static final int READS = 200;
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final String PATH = "/api/video-events";

    private final ViewingBed bed;
    private final String base;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Viewing(ConfigurableApplicationContext rapport) {
        this.bed = new ViewingBed(rapport);
        this.port = Integer.parseInt(rapport.getEnvironment().getRequiredProperty("local.server.port"));
        this.base = "http://localhost:" + port;
    }

    /** Prints the table and writes {@code bench/out/viewing.json}. */
    public static void main(String[] args) throws Exception {
        var seconds = number(args, "--seconds=", 60);
        var warmUp = number(args, "--warm-up=", 30);
        var events = number(args, "--events=", 1_000_000);
        var data = Files.createTempDirectory("rapport-bench");
        try (var rapport = new SpringApplication(Rapport.class)
                .run("--server.port=0", "--rapport.data=" + data, "--logging.level.root=warn")) {
            Figure.publish("viewing", new Viewing(rapport).measure(warmUp, seconds, events));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static int number(String[] args, String name, int otherwise) {
        return List.of(args).stream()
                .filter(arg -> arg.startsWith(name))
                .map(arg -> Integer.parseInt(arg.substring(name.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private List<Figure> measure(int warmUp, int seconds, int events) throws Exception {
        report(bed.video(LENGTH), warmUp); // the machine learns the hot paths; not counted
        bedAtRest();
        var video = bed.video(LENGTH);
        var result = report(video, seconds);
        var began = System.nanoTime();
        bedAtRest();
        var behind = (System.nanoTime() - began) / 1e9;
        var kept = bed.kept(video);
        var watched = analytics(video).path("watchSeconds").asDouble();

        var many = bed.video(LENGTH);
        bed.watched(many, events / INTERVALS, INTERVALS);
        began = System.nanoTime();
        report(bed.video(LENGTH), 1); // so that the counting begins
        bedAtRest();
        var counting = (System.nanoTime() - began) / 1e9;
        var reads = new ArrayList<Double>();
        for (var i = 0; i < READS; i++) {
            began = System.nanoTime();
            analytics(many);
            reads.add((System.nanoTime() - began) / 1e6);
        }
        var sorted = reads.stream().sorted().toList();
        return List.of(
                Figure.atLeast("reports taken in, committed before the 2xx", result.perSecond(), "/s", 10_000),
                Figure.atMost("  99 of 100 are answered within", result.p99Ms(), "ms", 100),
                Figure.atMost("  refused", (double) result.refused(), "", 0),
                Figure.atMost(
                        "answered 2xx but not on record", Math.max(0.0, (double) (result.answered() - kept)), "", 0),
                Figure.atMost("seconds on record but not in the numbers", Math.abs(5.0 * kept - watched), "s", 0),
                Figure.reported("the numbers were complete after", behind, "s"),
                Figure.reported("events of the much watched video", (double) bed.kept(many), ""),
                Figure.reported("  counted in", counting, "s"),
                Figure.reported("  its analytics over HTTP, median", sorted.get(READS / 2), "ms"),
                Figure.atMost("  99 of 100 within", sorted.get(READS * 99 / 100), "ms", 200));
    }

    /** Each page says again and again that it played the next five seconds. */
    private Load.Result report(UUID video, int seconds) throws Exception {
        var tokens = bed.tokens(video, LINKS);
        var seed = (int) (video.getLeastSignificantBits() & 0xffff);
        var lua = """
                local tokens = {'%s'}
                local n = -1
                request = function()
                  n = n + 1
                  local page, step = n %% %d, math.floor(n / %d)
                  local from = step %% 60 * 5
                  local body = string.format('{"token":"%%s","view":"%08x-0000-4000-8000-%%012x","events":[{"seq":%%d,"type":"watched",'
                    .. '"from":%%d,"to":%%d,"rate":1}]}', tokens[page %% #tokens + 1], page + math.floor(step / 60) * %d, step, from, from + 5)
                  return wrk.format(nil, nil, nil, body)
                end
                """.formatted(String.join("','", tokens), PAGES, PAGES, seed, PAGES);
        var next = new AtomicInteger();
        return Load.post(
                port,
                PATH,
                lua,
                () -> body(tokens, seed, next.getAndIncrement()),
                List.of("Content-Type: text/plain", "User-Agent: Mozilla/5.0 (bench)"),
                CONNECTIONS,
                seconds);
    }

    private static byte[] body(List<String> tokens, int seed, int n) {
        var page = n % PAGES;
        var step = n / PAGES;
        var from = step % 60 * 5;
        return """
                {"token":"%s","view":"%08x-0000-4000-8000-%012x","events":[{"seq":%d,"type":"watched","from":%d,"to":%d,"rate":1}]}""".formatted(tokens.get(page % tokens.size()), seed, page + step / 60 * PAGES, step, from, from + 5)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void bedAtRest() throws InterruptedException {
        while (!bed.counted()) {
            Thread.sleep(100);
        }
    }

    private JsonNode analytics(UUID video) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/api/videos/" + video + "/analytics"))
                        .header("Authorization", "Bearer " + bed.key())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("analytics answered " + answer.statusCode() + ": " + answer.body());
        }
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
