package app.rapport.bench;

import java.util.List;

/** How long Rapport takes to be ready: the first start with an empty data folder and demo data, and a later one. */
final class StartUp {
    private StartUp() {}

    static void main(String[] args) throws Exception {
        var began = System.nanoTime();
        try (var rapport = new Running()) {
            var first = (System.nanoTime() - began) / 1e9;
            rapport.killServer();
            var again = rapport.startServer().toMillis() / 1e3;
            Figure.publish(
                    "start-up",
                    List.of(
                            Figure.atMost("demo, from built to ready, empty data folder", first, "s", 12),
                            Figure.atMost("server alone, data folder there", again, "s", 4)));
        }
    }
}
