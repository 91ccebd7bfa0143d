package app.rapport.platform.lanes;

import app.rapport.platform.Tenancy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somewhere to deliver to: remembers what came, answers as it is told. */
final class Destination implements DeliveryHandler<UUID> {
    private final String kind = "test-" + UUID.randomUUID();
    private final List<UUID> arrived = new CopyOnWriteArrayList<>();
    private final List<Finished> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    volatile Function<UUID, Outcome> answer = delivery -> new Outcome.Delivered(200, "ok");
    volatile Function<UUID, Boolean> loadable = delivery -> true;
    volatile Function<List<Finished>, Boolean> recordable = attempts -> true;

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Map<UUID, UUID> load(Collection<UUID> deliveries) {
        if (!deliveries.stream().allMatch(loadable::apply)) {
            throw new IllegalStateException("unreadable on purpose");
        }
        return deliveries.stream().collect(Collectors.toMap(id -> id, id -> id));
    }

    @Override
    public Outcome attempt(UUID delivery, UUID work) {
        Tenancy.current();
        var now = inside.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        try {
            arrived.add(delivery);
            return answer.apply(delivery);
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void recorded(List<Finished> attempts) {
        if (!recordable.apply(attempts)) {
            throw new IllegalStateException("unrecordable on purpose");
        }
        heard.addAll(attempts);
    }

    /** In the order they came, repeated ones too. */
    List<UUID> arrived() {
        return List.copyOf(arrived);
    }

    List<Finished> heard() {
        return List.copyOf(heard);
    }

    int mostAtOnce() {
        return most.get();
    }

    static Outcome busy() {
        return new Outcome.Retry("busy", "It is busy.", 503, "come back later", null);
    }
}
