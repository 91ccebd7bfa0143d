package app.rapport.conversations;

import app.rapport.platform.LiveEvents;
import app.rapport.platform.Tenancy;
import app.rapport.webhooks.OutwardEvents;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Says what happened to a conversation: to the modules above, to open pages, and to the organisation's endpoints. */
@Component
class Announcements {
    private final ApplicationEventPublisher events;
    private final OutwardEvents outward;
    private final LiveEvents live;
    private final Clock clock;

    Announcements(ApplicationEventPublisher events, OutwardEvents outward, LiveEvents live, Clock clock) {
        this.events = events;
        this.outward = outward;
        this.live = live;
        this.clock = clock;
    }

    void changed(UUID conversation) {
        events.publishEvent(new ConversationChanged(Tenancy.current(), conversation));
        live.publish("conversation", conversation.toString());
    }

    void completed(ConversationView conversation) {
        events.publishEvent(new ConversationCompleted(Tenancy.current(), conversation.id()));
        live.publish("conversation", conversation.id().toString());
        // The conversation's own id: however often completion is repeated, the event is one.
        outward.publish(conversation.id(), "session.completed", clock.instant(), outline(conversation));
    }

    /** @param fresh ids of the action items that did not exist before */
    void analysed(ConversationView conversation, Collection<UUID> fresh) {
        var details = conversation.summaryDetails();
        if (details != null && details.generatedAt() != null) {
            var seed = conversation.id() + "summary" + details.generatedAt();
            var payload = outline(conversation);
            payload.put("summary", conversation.summary());
            payload.put("origin", details.origin());
            outward.publish(
                    UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    "summary.generated",
                    clock.instant(),
                    payload);
        }
        conversation.actionItems().stream()
                .filter(item -> fresh.contains(item.id()))
                .forEach(item -> created(conversation, item));
    }

    void created(ConversationView conversation, ConversationView.ActionItem item) {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("actionItemId", item.id());
        payload.put("title", item.title());
        payload.put("owner", item.owner());
        payload.put("dueDate", item.dueDate());
        payload.put("status", item.status());
        payload.put("session", outline(conversation));
        outward.publish(item.id(), "action_item.created", clock.instant(), payload);
    }

    private static Map<String, @Nullable Object> outline(ConversationView conversation) {
        var outline = new LinkedHashMap<String, @Nullable Object>();
        outline.put("conversationId", conversation.id());
        outline.put("title", conversation.title());
        outline.put("source", conversation.source());
        outline.put("kind", conversation.kind());
        outline.put("startedAt", conversation.startedAt());
        outline.put("durationSeconds", conversation.durationSeconds());
        outline.put("customer", conversation.customer());
        outline.put("actionItemCount", conversation.actionItems().size());
        return outline;
    }
}
