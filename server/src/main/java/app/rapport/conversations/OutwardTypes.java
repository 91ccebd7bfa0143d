package app.rapport.conversations;

import app.rapport.webhooks.OutwardEvents.EventType;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The types of event this module tells endpoints about. */
@Configuration(proxyBeanMethods = false)
class OutwardTypes {
    private static final Map<String, Object> SESSION = Map.of(
            "conversationId", "0199a4d2-7c1e-7f00-8000-0000000000a1",
            "title", "Quarterly review",
            "source", "upload",
            "kind", "meeting",
            "startedAt", "2026-03-02T10:00:00Z",
            "durationSeconds", 1800,
            "customer", Map.of("id", "0199a4d2-7c1e-7f00-8000-0000000000c1", "name", "Acme Corp"),
            "actionItemCount", 2);

    @Bean
    EventType sessionCompleted() {
        return new EventType("session.completed", "A conversation with a customer is complete.", SESSION);
    }

    @Bean
    EventType summaryGenerated() {
        return new EventType(
                "summary.generated",
                "A summary of a conversation was written.",
                Map.of(
                        "conversationId",
                        SESSION.get("conversationId"),
                        "title",
                        "Quarterly review",
                        "summary",
                        "They want to extend the contract.",
                        "origin",
                        "built-in"));
    }

    @Bean
    EventType actionItemCreated() {
        return new EventType(
                "action_item.created",
                "Somebody undertook to do something.",
                Map.of(
                        "actionItemId", "0199a4d2-7c1e-7f00-8000-0000000000b1",
                        "title", "Send the proposal",
                        "owner", "Sam",
                        "dueDate", "2026-03-06",
                        "status", "open",
                        "session", SESSION));
    }
}
