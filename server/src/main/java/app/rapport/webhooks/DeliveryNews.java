package app.rapport.webhooks;

import app.rapport.platform.LiveEvents;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import app.rapport.platform.lanes.DeliveryHandler.Finished;
import jakarta.annotation.PreDestroy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells open pages which endpoints had deliveries: gathered for a moment, since thousands a second help nobody. */
@Component
class DeliveryNews {
    private static final Logger log = LoggerFactory.getLogger(DeliveryNews.class);
    private static final String TOPIC = "webhook-delivery";
    private static final long GATHER_MS = 400;
    private static final int MOST_EACH = 20;

    private final LiveEvents live;
    private final TransactionTemplate transaction;
    private final Map<OrganizationId, Set<UUID>> heard = new ConcurrentHashMap<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-news").daemon().factory());

    DeliveryNews(LiveEvents live, TransactionTemplate transaction) {
        this.live = live;
        this.transaction = transaction;
    }

    void heard(List<Finished> attempts) {
        for (var attempt : attempts) {
            heard.compute(attempt.organization(), (any, gathered) -> {
                var endpoints = gathered == null ? new HashSet<UUID>() : gathered;
                endpoints.add(attempt.lane().value());
                return endpoints;
            });
        }
        if (planned.compareAndSet(false, true)) {
            var _ = timer.schedule(this::tell, GATHER_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        planned.set(false);
        for (var organization : List.copyOf(heard.keySet())) {
            var endpoints = heard.remove(organization);
            if (endpoints == null) {
                continue;
            }
            try {
                Tenancy.run(
                        organization,
                        () -> transaction.executeWithoutResult(status -> publish(List.copyOf(endpoints))));
            } catch (RuntimeException e) {
                log.debug("open pages were not told of deliveries", e);
            }
        }
    }

    private void publish(List<UUID> endpoints) {
        if (endpoints.size() > MOST_EACH) {
            live.publish(TOPIC, "");
        } else {
            endpoints.forEach(endpoint -> live.publish(TOPIC, endpoint.toString()));
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
