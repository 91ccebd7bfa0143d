package app.rapport.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before one provider: delays and breaks what the faults say, checks the contract, writes the log. */
final class ProviderDesk {
    private static final int BODY_KEPT = 64 * 1024;
    private static final int RESPONSE_KEPT = 4 * 1024;
    private static final long LONGEST_HANG_MS = 10 * 60 * 1000;
    /** Where secrets can be in a body; elsewhere a field named code or token is just a field. */
    private static final Set<String> TOKEN_WORDS = Set.of("oauth", "oauth2");

    private final SimulatedProvider provider;
    private final Contract contract;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private volatile long latencyMs;

    ProviderDesk(SimulatedProvider provider, Contract contract, Clock clock) {
        this.provider = provider;
        this.contract = contract;
        this.clock = clock;
    }

    SimulatedProvider provider() {
        return provider;
    }

    Faults faults() {
        return faults;
    }

    RequestLog log() {
        return log;
    }

    Contract contract() {
        return contract;
    }

    long latencyMs() {
        return latencyMs;
    }

    void latency(long milliseconds) {
        latencyMs = milliseconds;
    }

    void reset() {
        faults.clear();
        log.clear();
        latencyMs = 0;
        provider.reset();
    }

    void serve(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        var at = clock.instant();
        var started = System.nanoTime();
        if (latencyMs > 0) {
            Thread.sleep(latencyMs);
        }
        var fault = faults.take(call);
        if (provider.underContract(call)) {
            contract.check(call);
        }
        if (fault == null) {
            var reply = answer(call);
            write(call, at, started, reply, null);
            Wire.send(exchange, reply);
            return;
        }
        if (fault.delayMs() > 0) {
            Thread.sleep(fault.delayMs());
        }
        switch (fault.kind()) {
            case STATUS -> {
                var reply = refusal(fault);
                write(call, at, started, reply, fault);
                Wire.send(exchange, reply);
            }
            case HTML -> {
                var page = fault.body() == null ? "<html><body><h1>Bad gateway</h1></body></html>" : fault.body();
                var reply = dressed(Reply.html(fault.status(), page), fault);
                write(call, at, started, reply, fault);
                Wire.send(exchange, reply);
            }
            case SLOW -> {
                var reply = dressed(answer(call), fault);
                write(call, at, started, reply, fault);
                Wire.send(exchange, reply);
            }
            case TRUNCATE -> {
                var reply = dressed(answer(call), fault);
                write(call, at, started, reply, fault);
                Wire.sendHalf(exchange, reply);
            }
            case DROP_AFTER_COMMIT -> {
                answer(call);
                write(call, at, started, null, fault);
                exchange.close();
            }
            case RESET -> {
                write(call, at, started, null, fault);
                exchange.close();
            }
            case HANG, HANG_AFTER_COMMIT -> {
                if (fault.kind() == Fault.Kind.HANG_AFTER_COMMIT) {
                    answer(call);
                }
                write(call, at, started, null, fault);
                faults.hang(LONGEST_HANG_MS);
                exchange.close();
            }
        }
    }

    private Reply answer(Call call) {
        try {
            return provider.answer(call);
        } catch (RuntimeException e) {
            // A fault of the sandbox itself must not pass for the provider's.
            call.problem("the sandbox failed: " + e);
            e.printStackTrace();
            return Reply.refuse(500, "the sandbox itself failed: " + e);
        }
    }

    private Reply refusal(Fault fault) {
        var reply = provider.failure(fault.status(), fault.code());
        if (fault.body() != null) {
            reply = new Reply(fault.status(), reply.headers(), fault.body().getBytes(StandardCharsets.UTF_8));
        }
        return dressed(reply, fault);
    }

    private static Reply dressed(Reply reply, Fault fault) {
        for (var header : fault.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private void write(Call call, Instant at, long started, @Nullable Reply reply, @Nullable Fault fault) {
        var secretive = call.segments().stream().anyMatch(TOKEN_WORDS::contains);
        var body = cut(call.text(), BODY_KEPT);
        var response = reply == null ? "" : cut(reply.text(), RESPONSE_KEPT);
        log.add(seq -> new LoggedRequest(
                seq,
                at,
                call.method(),
                call.path(),
                secretive ? Masking.form(call.query()) : call.query(),
                Masking.headers(call.headers()),
                secretive ? Masking.form(body) : body,
                reply == null ? 0 : reply.status(),
                secretive ? Masking.json(response) : response,
                (System.nanoTime() - started) / 1000,
                fault == null ? null : fault.kind().word(),
                call.problems()));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
