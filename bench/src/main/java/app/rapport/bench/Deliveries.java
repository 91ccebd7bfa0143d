package app.rapport.bench;

import app.rapport.Rapport;
import app.rapport.webhooks.WebhookBed;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * What the delivery lanes carry: signed webhooks from 200 endpoints' lanes to a receiver on this machine, every attempt on
 * record, fsync on. Both sides of a ratio come from one run. {@code --seconds=300} is the long run, {@code --seconds=0} the
 * drain alone, {@code --log=0} leaves out the million attempts.
 */
public final class Deliveries {
    private static final int ENDPOINTS = 200;
    /** Endpoints that hear the same type. */
    private static final int GROUP = 10;

    private static final String EVERYBODY = "bench.everybody";

    /** Long enough that setting out and the last answers do not weigh: what is asked is the steady rate. */
    private static final int BATCH = 60_000;

    private static final int ROUNDS = 7;
    /** Of each kind, of 6 s at 500 deliveries a second. */
    private static final int STRETCHES = 12;

    /** As many as the lanes have under way: the same endpoints, the same connections, only no database. */
    private static final int PLAIN_AT_ONCE = 1_024;

    private static final int FEW_AT_ONCE = 64;
    private static final int PUBLISHERS = 8;
    /** With signature and headers about the size of a real event. */
    private static final Map<String, ?> PAYLOAD = Map.of("title", "Quarterly review", "summary", "x".repeat(1_200));

    private final Catcher catcher;
    private final WebhookBed bed;
    private final Effort effort;
    private final List<Figure> figures = new ArrayList<>();

    private Deliveries(Catcher catcher, WebhookBed bed, Effort effort) {
        this.catcher = catcher;
        this.bed = bed;
        this.effort = effort;
    }

    /** Prints the table and writes {@code bench/out/deliveries.json}. */
    public static void main(String[] args) throws Exception {
        var seconds = option(args, "--seconds=", 20);
        var log = option(args, "--log=", 1_000_000);
        var data = Files.createTempDirectory("rapport-bench");
        try (var catcher = new Catcher()) {
            var application = new SpringApplication(Rapport.class);
            try (var rapport = application.run(
                    "--server.port=0",
                    "--rapport.data=" + data,
                    "--rapport.webhooks.allow=127.0.0.1",
                    "--logging.level.root=warn")) {
                var run = new Deliveries(catcher, new WebhookBed(rapport), Effort.of(data));
                run.measure(seconds);
                if (log > 0) {
                    var port = rapport.getEnvironment().getRequiredProperty("local.server.port");
                    run.log(log, "http://localhost:" + port);
                }
                Figure.publish("deliveries", run.figures);
            }
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static int option(String[] args, String name, int otherwise) {
        return List.of(args).stream()
                .filter(arg -> arg.startsWith(name))
                .map(arg -> Integer.parseInt(arg.substring(name.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private void measure(int seconds) throws Exception {
        var urls = new ArrayList<String>();
        for (var i = 0; i < ENDPOINTS; i++) {
            urls.add(catcher.url(i));
            bed.endpoint(catcher.url(i), "bench.group_" + i / GROUP, EVERYBODY);
        }
        // Warm both sides alike, until the compiler has nothing left to do.
        for (var i = 0; i < 3; i++) {
            drain(0);
            bed.plain(urls, PAYLOAD, BATCH, PLAIN_AT_ONCE);
        }

        var ours = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        var few = new ArrayList<Double>();
        var inOrder = new ArrayList<Double>();
        var shares = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            var before = effort.now();
            plain.add(bed.plain(urls, PAYLOAD, BATCH, PLAIN_AT_ONCE));
            System.out.println("plain: " + effort.now().since(before).per(BATCH));
            few.add(bed.plain(urls, PAYLOAD, BATCH, FEW_AT_ONCE));
            ours.add(drain(0));
            // Of what was measured right before: the machine's own pace changes between rounds.
            shares.add(ours.getLast() / plain.getLast());
            inOrder.add(drain(10));
        }
        bed.ordered(0);
        System.out.printf("drained a second: %s, in order %s, plain %s, plain by few %s%n", ours, inOrder, plain, few);
        figures.add(Figure.reported("a backlog drains, signed deliveries", median(ours), "/s"));
        figures.add(Figure.reported("the same client, same connections, no database", median(plain), "/s"));
        figures.add(Figure.reported("the same client by 64 at once, no database", median(few), "/s"));
        figures.add(Figure.atLeast("drain against the same client, median of rounds", median(shares), "ratio", 0.5));
        figures.add(Figure.atLeast("in order per key against unordered", median(inOrder) / median(ours), "ratio", 0.6));

        if (seconds > 0) {
            sustained(seconds);
            latency();
            neighbours();
        }
    }

    /** Queues a backlog while everything is held back, lets go, and answers with deliveries recorded per second. */
    private double drain(int keys) throws InterruptedException {
        var answered = catcher.answered();
        bed.ordered(0);
        bed.pause(true);
        for (var i = 0; i < BATCH / ENDPOINTS; i++) {
            bed.publish(EVERYBODY, PAYLOAD);
        }
        if (keys > 0) {
            bed.ordered(keys);
        }
        var before = effort.now();
        var began = System.nanoTime();
        bed.pause(false);
        // To ask the database whether it has finished would slow it down: asked only when all have arrived.
        while (catcher.answered() - answered < BATCH || !bed.idle()) {
            Thread.sleep(5);
        }
        var took = (System.nanoTime() - began) / 1e9;
        System.out.println((keys > 0 ? "in order: " : "drained: ")
                + effort.now().since(before).per(BATCH));
        return BATCH / took;
    }

    private void sustained(int seconds) throws InterruptedException {
        var perSecond = 1_700;
        var before = bed.attempts();
        var backlogs = new ArrayList<Double>();
        var began = System.nanoTime();
        var published = new AtomicInteger();
        var publishers = new ArrayList<Thread>();
        for (var i = 0; i < PUBLISHERS; i++) {
            publishers.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() - began < seconds * 1e9) {
                    if (published.get() < (System.nanoTime() - began) / 1e9 * perSecond / GROUP) {
                        bed.publish("bench.group_" + published.getAndIncrement() % (ENDPOINTS / GROUP), PAYLOAD);
                    } else {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            }));
        }
        while (System.nanoTime() - began < seconds * 1e9) {
            Thread.sleep(500);
            backlogs.add((double) bed.open());
        }
        var made = bed.attempts() - before;
        var took = (System.nanoTime() - began) / 1e9;
        for (var publisher : publishers) {
            publisher.join();
        }
        var half = backlogs.subList(backlogs.size() / 2, backlogs.size());
        figures.add(Figure.atLeast("sustained for " + seconds + " s, every attempt kept", made / took, "/s", 1_500));
        figures.add(atMost("backlog while sustained, median of the second half", median(half), "rows", perSecond));
        while (!bed.idle()) {
            Thread.sleep(20);
        }
    }

    private void latency() throws InterruptedException {
        figures.add(
                atMost("committed event to its endpoint at 200/s, p95", percentile(offered(200, 10), 0.95), "ms", 60));
    }

    /** Publishes so many deliveries a second for so long; answers with milliseconds from commit to arrival. */
    private List<Double> offered(int perSecond, int seconds) throws InterruptedException {
        catcher.forget();
        var began = System.nanoTime();
        for (var n = 0; n < perSecond * seconds / GROUP; n++) {
            var at = began + (long) (n * 1e9 * GROUP / perSecond);
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(Math.max(1, at - System.nanoTime()));
            }
            bed.publish(
                    "bench.group_" + n % (ENDPOINTS / GROUP),
                    Map.of("at", System.nanoTime(), "summary", PAYLOAD.get("summary")));
        }
        Thread.sleep(1_000);
        return catcher.waits();
    }

    /**
     * Short stretches of both kinds by turns, the first of each pair now this one and now that: what the machine itself does
     * for a second, a slow commit say, falls on both sides alike. A stretch's p99 is the middle of what it felt like.
     */
    private void neighbours() throws InterruptedException {
        var well = new ArrayList<Double>();
        var ill = new ArrayList<Double>();
        for (var pair = 0; pair < STRETCHES; pair++) {
            for (var trouble : pair % 2 == 0 ? List.of(false, true) : List.of(true, false)) {
                catcher.trouble(trouble);
                var waits = offered(500, 6);
                System.out.printf(
                        "neighbours, %s: p50/p99/p99.9 %.1f/%.1f/%.1f ms%n",
                        trouble ? "1 hangs and 1 fails" : "all well",
                        percentile(waits, 0.5),
                        percentile(waits, 0.99),
                        percentile(waits, 0.999));
                (trouble ? ill : well).add(percentile(waits, 0.99));
            }
        }
        catcher.trouble(false);
        figures.add(Figure.reported("p99 to 198 endpoints, all well, median of stretches", median(well), "ms"));
        figures.add(Figure.reported("p99 to 198 endpoints, 1 hangs and 1 fails", median(ill), "ms"));
        figures.add(atMost(
                "neighbours' p99 with 1 hanging and 1 failing over all well",
                median(ill) / median(well),
                "ratio",
                1.2));
    }

    private void log(int many, String base) throws Exception {
        var endpoint = bed.endpoint("http://127.0.0.1:9/none", "bench.none");
        bed.fill(endpoint, many);
        var path = "/api/integrations/webhooks/" + endpoint + "/deliveries?limit=50";
        var reader = new ApiReader(base, bed.key());
        var middle = java.time.Instant.now().minus(java.time.Duration.ofDays(15));
        var slowest = 0.0;
        for (var query : List.of(
                "",
                "&sort=createdAt",
                "&state=failed",
                "&state=dead&sort=createdAt",
                "&state=pending",
                "&state=delivered",
                "&eventType=order.rare",
                "&eventType=order.type_3&state=failed",
                "&to=" + middle,
                "&from=" + middle + "&sort=createdAt&eventType=order.type_5")) {
            var times = new ArrayList<Double>();
            reader.pages(path + query, 3);
            for (var i = 0; i < 40; i++) {
                times.add(reader.pages(path + query, 3));
            }
            slowest = Math.max(slowest, percentile(times, 0.95));
            System.out.printf("log of %d attempts%s: p95 %.1f ms%n", many, query, percentile(times, 0.95));
        }
        figures.add(atMost("log of " + many + " attempts: slowest page by filter and sort, p95", slowest, "ms", 200));
    }

    private static Figure atMost(String figure, double value, String unit, double target) {
        return new Figure(figure, value, unit, target, value <= target);
    }

    private static double median(List<Double> values) {
        return percentile(values, 0.5);
    }

    private static double percentile(List<Double> values, double share) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
