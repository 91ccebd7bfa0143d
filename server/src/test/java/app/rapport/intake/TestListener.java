package app.rapport.intake;

import app.rapport.platform.OrganizationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes what says it is genuine, concerns whom it names, and fails as often as its body asks. */
@Component
class TestListener implements IntakeHandler {
    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    final Map<String, Integer> tries = new ConcurrentHashMap<>();

    @Override
    public String provider() {
        return "listener";
    }

    @Override
    public Verdict verify(Request request) {
        return request.headers().containsKey("x-genuine")
                ? new Verdict.Genuine()
                : new Verdict.Refused("signature_invalid", "Not signed.");
    }

    @Override
    public Set<OrganizationId> concerns(Receipt receipt) {
        return receipt.headers().getOrDefault("x-organization", List.of()).stream()
                .map(id -> new OrganizationId(UUID.fromString(id)))
                .collect(Collectors.toSet());
    }

    @Override
    public void handle(Receipt receipt) throws IOException {
        var text = new String(receipt.body(), StandardCharsets.UTF_8);
        var attempt = tries.merge(text, 1, Integer::sum);
        if (text.startsWith("never") || (text.startsWith("second") && attempt == 1)) {
            throw new IOException("not now");
        }
        heard.add(text);
    }
}
