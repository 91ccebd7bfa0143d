package app.rapport.webhooks;

import app.rapport.webhooks.OutwardEvents.EventType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All types that modules publish. */
@Component
class EventTypes {
    private final List<EventType> all;

    EventTypes(ObjectProvider<EventType> contributed) {
        this.all = contributed.stream()
                .sorted(Comparator.comparing(EventType::type))
                .toList();
    }

    List<EventType> all() {
        return all;
    }

    boolean ours(String type) {
        return all.stream().anyMatch(known -> known.type().equals(type));
    }

    Optional<Object> example(@Nullable String type) {
        return all.stream()
                .filter(known -> known.type().equals(type))
                .map(EventType::example)
                .findFirst();
    }
}
