package app.rapport.intake;

import app.rapport.platform.OrganizationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Takes many at once, and none of them where one cannot be taken. */
@Component
class TestCrowd implements IntakeHandler.Together {
    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    final AtomicInteger most = new AtomicInteger();

    @Override
    public String provider() {
        return "crowd";
    }

    @Override
    public Verdict verify(Request request) {
        return new Verdict.Genuine();
    }

    @Override
    public Map<UUID, Set<OrganizationId>> handle(List<Receipt> receipts) throws IOException {
        most.accumulateAndGet(receipts.size(), Math::max);
        var texts = receipts.stream()
                .map(receipt -> new String(receipt.body(), StandardCharsets.UTF_8))
                .toList();
        if (texts.stream().anyMatch(text -> text.startsWith("never"))) {
            throw new IOException("not now");
        }
        heard.addAll(texts);
        return Map.of();
    }
}
