package app.rapport.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills the server and its database again and again while events are accepted and delivered. Every event that was accepted
 * with a 2xx must arrive; one may arrive twice, but only under its own id.
 *
 * <p>Arguments: events (100000), kills of the server (20), kills of the database (5).
 */
final class Kills {
    private static final int PRODUCERS = 16;
    private static final long PATIENCE_SECONDS = 180;

    private Kills() {}

    static void main(String[] args) throws Exception {
        var events = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var serverKills = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        var databaseKills = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        var arrived = new ConcurrentHashMap<String, Integer>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            var body = Running.JSON.readTree(exchange.getRequestBody().readAllBytes());
            arrived.merge(body.path("payload").path("id").asString(), 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        var address = "127.0.0.1:" + receiver.getAddress().getPort();
        try (var rapport = new Running(address)) {
            var key = rapport.apiKey("admin");
            rapport.ok("PATCH", "/api/organization", key, Map.of("hourlyApiLimit", 100_000_000));
            rapport.ok(
                    "POST",
                    "/api/integrations/webhooks",
                    key,
                    Map.of("name", "Kills", "url", "http://" + address + "/", "events", List.of("load.tick")));
            var accepted = produce(rapport, key, events, serverKills, databaseKills);
            var lost = awaitAll(accepted, arrived);
            var strangers =
                    arrived.keySet().stream().filter(id -> !known.contains(id)).count();
            var twice = arrived.values().stream().filter(count -> count > 1).count();
            Figure.publish(
                    "kills",
                    List.of(
                            Figure.reported("events accepted", accepted.size(), ""),
                            Figure.reported("kill -9 of the server", serverKills, ""),
                            Figure.reported("kill -9 of PostgreSQL", databaseKills, ""),
                            Figure.atMost("accepted events that never arrived", (double) lost, "", 0),
                            Figure.atMost("deliveries under an id nobody sent", (double) strangers, "", 0),
                            Figure.reported("events that arrived more than once, same id", (double) twice, "")));
        } finally {
            receiver.stop(0);
        }
    }

    /** Every id that was ever sent, accepted or not: an answer may be cut off after the commit. */
    private static final Set<String> known = ConcurrentHashMap.newKeySet();

    private static Set<String> produce(Running rapport, String key, int events, int serverKills, int databaseKills)
            throws Exception {
        var accepted = ConcurrentHashMap.<String>newKeySet();
        var next = new AtomicLong();
        var broken = new AtomicBoolean();
        var producers = Executors.newVirtualThreadPerTaskExecutor();
        for (var i = 0; i < PRODUCERS; i++) {
            producers.execute(() -> {
                while (next.getAndIncrement() < events && !broken.get()) {
                    var id = UUID.randomUUID().toString();
                    known.add(id);
                    while (!broken.get() && !post(rapport, key, id)) {
                        pause();
                    }
                    accepted.add(id);
                }
            });
        }
        for (var kill = 1; kill <= serverKills; kill++) {
            var until = (long) events * kill / (serverKills + 1);
            while (accepted.size() < until) {
                Thread.sleep(5);
            }
            // The database's kills are spread among the server's: first it alone, then both.
            if (kill <= databaseKills) {
                rapport.killDatabase();
                Thread.sleep(50L * kill);
            }
            rapport.killServer();
            System.out.printf(
                    "kill %d at %d accepted, back after %d ms%n",
                    kill, accepted.size(), rapport.startServer().toMillis());
        }
        producers.shutdown();
        if (!producers.awaitTermination(PATIENCE_SECONDS * 10, java.util.concurrent.TimeUnit.SECONDS)) {
            broken.set(true);
            throw new IOException("the producers did not finish");
        }
        return accepted;
    }

    /** The server is down or coming back. */
    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }

    private static boolean post(Running rapport, String key, String id) {
        try {
            var answer = rapport.send(
                    "POST", "/api/events", key, Map.of("id", id, "type", "load.tick", "payload", Map.of("id", id)));
            return answer.statusCode() / 100 == 2;
        } catch (IOException nobodyAnswers) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long awaitAll(Set<String> accepted, Map<String, Integer> arrived) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < deadline && !arrived.keySet().containsAll(accepted)) {
            Thread.sleep(500);
        }
        return accepted.stream().filter(id -> !arrived.containsKey(id)).count();
    }
}
