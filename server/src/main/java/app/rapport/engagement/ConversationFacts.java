package app.rapport.engagement;

import app.rapport.conversations.ConversationChanged;
import app.rapport.conversations.ConversationCompleted;
import app.rapport.conversations.Conversations;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A completed conversation is one entry on its customer's timeline, wherever the customer turns out to be. */
@Component
class ConversationFacts {
    private final Conversations conversations;
    private final Users users;
    private final Timeline timeline;

    ConversationFacts(Conversations conversations, Users users, Timeline timeline) {
        this.conversations = conversations;
        this.users = users;
        this.timeline = timeline;
    }

    @ApplicationModuleListener
    void completed(ConversationCompleted event) {
        keep(event.conversationId());
    }

    @ApplicationModuleListener
    void changed(ConversationChanged event) {
        keep(event.conversationId());
    }

    /** Written from how the conversation stands now: events may come late, twice or in any order. */
    private void keep(UUID id) {
        var key = "conversation:" + id;
        timeline.takeTurns(key);
        var found = conversations.find(id).orElse(null);
        if (found == null || found.customerId() == null || !found.state().equals("completed")) {
            timeline.forget(key);
            return;
        }
        var with = found.participants().stream()
                .filter(one -> one.stakeholderId() != null)
                .findFirst()
                .orElse(null);
        timeline.keep(new Timeline.Fact(
                key,
                found.customerId(),
                with == null ? null : with.stakeholderId(),
                "conversation",
                found.source(),
                found.ownerUserId() == null
                        ? null
                        : users.find(new UserId(found.ownerUserId()))
                                .map(Users.User::name)
                                .orElse(null),
                found.title(),
                found.summary(),
                null,
                "/conversations/" + id,
                found.startedAt()));
    }
}
