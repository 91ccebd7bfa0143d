package app.rapport.sandbox;

import app.rapport.sandbox.elevenlabs.ElevenLabs;
import app.rapport.sandbox.hubspot.Hubspot;
import app.rapport.sandbox.openai.OpenAi;
import app.rapport.sandbox.salesforce.Salesforce;
import app.rapport.sandbox.zoom.Zoom;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The running sandbox.
 *
 * <pre>{@code
 * try (var sandbox = Sandbox.start(0)) {
 *     sandbox.salesforce().fails(Fault.status(503).times(2));
 *     …
 *     assertThat(sandbox.salesforce().records("Event")).hasSize(1);
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
    static {
        // Small answers must not wait for the acknowledgement of their own headers.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // Callers keep connections; closing idle ones early would look like a fault nobody asked for.
        setUnlessSet("sun.net.httpserver.idleInterval", "600");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, ProviderDesk> desks = new LinkedHashMap<>();
    private final Receivers receivers;
    private final List<Ledger> ledgers = new ArrayList<>();

    /** Makes a provider that keeps its records there. */
    private interface Maker {
        SimulatedProvider make(Clock clock, Ledger ledger);
    }

    /** All there are, by the word in the address; another one is named here. */
    private static final Map<String, Maker> PROVIDERS = new LinkedHashMap<>();

    static {
        PROVIDERS.put("salesforce", Salesforce::new);
        PROVIDERS.put("hubspot", Hubspot::new);
        PROVIDERS.put("elevenlabs", ElevenLabs::new);
        PROVIDERS.put("openai", OpenAi::new);
        PROVIDERS.put("zoom", Zoom::new);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private Sandbox(int port, Clock clock, @Nullable Path folder, @Nullable Path contracts) throws IOException {
        receivers = new Receivers(clock);
        PROVIDERS.forEach((id, maker) -> {
            var ledger = folder == null ? Ledger.none() : Ledger.in(folder.resolve(id + ".jsonl"));
            ledgers.add(ledger);
            desks.put(id, new ProviderDesk(maker.make(clock, ledger), Contracts.of(id, contracts), clock));
        });
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sandbox-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", new Front(desks, new Control(desks, receivers), receivers, new Site()));
        server.start();
    }

    /** Starts on this port of the loopback address, or on any free one for 0. */
    public static Sandbox start(int port) {
        return start(port, Clock.systemUTC());
    }

    public static Sandbox start(int port, Clock clock) {
        return start(port, clock, null);
    }

    /** @param folder where the records are kept from one run to the next; null keeps them in memory */
    public static Sandbox start(int port, Clock clock, @Nullable Path folder) {
        try {
            return new Sandbox(port, Clock.tick(clock, Duration.ofMillis(1)), folder, Contracts.configured());
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of the sandbox: " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String baseUrl() {
        return "http://localhost:" + port();
    }

    public ProviderHandle salesforce() {
        return provider("salesforce");
    }

    public HubspotHandle hubspot() {
        var desk = desk("hubspot");
        return new HubspotHandle(desk, baseUrl() + "/hubspot", (Hubspot) desk.provider());
    }

    public ZoomHandle zoom() {
        var desk = desk("zoom");
        return new ZoomHandle(desk, baseUrl() + "/zoom", (Zoom) desk.provider());
    }

    public ProviderHandle provider(String id) {
        return new ProviderHandle(desk(id), baseUrl() + "/" + id);
    }

    private ProviderDesk desk(String id) {
        var desk = desks.get(id);
        if (desk == null) {
            throw new IllegalArgumentException("no such provider: " + id);
        }
        return desk;
    }

    /** Everything back to the seed data. */
    public void reset() {
        desks.values().forEach(ProviderDesk::reset);
        receivers.reset();
    }

    @Override
    public void close() {
        desks.values().forEach(desk -> {
            desk.faults().clear();
            desk.provider().close();
        });
        server.stop(0);
        threads.shutdownNow();
        try {
            for (var ledger : ledgers) {
                ledger.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path folder() {
        var data = System.getenv("RAPPORT_DATA");
        return data == null || data.isBlank() ? null : Path.of(data, "sandbox");
    }

    static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("The sandbox takes no arguments; RAPPORT_SANDBOX_PORT sets its port (3001).");
            Runtime.getRuntime().halt(2);
        }
        var wanted = System.getenv().getOrDefault("RAPPORT_SANDBOX_PORT", "3001");
        try {
            var sandbox = start(Integer.parseInt(wanted), Clock.systemUTC(), folder());
            var rapport = System.getenv("RAPPORT_PORT");
            if (rapport != null && rapport.matches("[0-9]{1,5}")) {
                // The one this process was started beside.
                sandbox.zoom().webhooksTo(URI.create("http://localhost:" + rapport + "/api/webhooks/zoom"));
            }
            // What was answered is kept already, so there is nothing to say goodbye to.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
            System.out.println("Rapport sandbox is ready at " + sandbox.baseUrl());
        } catch (NumberFormatException e) {
            System.err.println("RAPPORT_SANDBOX_PORT is not a port: " + wanted);
            Runtime.getRuntime().halt(2);
        } catch (UncheckedIOException e) {
            System.err.println("The sandbox cannot start: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }
}
