package app.rapport.crm;

import app.rapport.connections.ConnectionReady;
import app.rapport.conversations.ConversationChanged;
import app.rapport.conversations.ConversationCompleted;
import app.rapport.conversations.Conversations;
import app.rapport.crm.Integrations.Integration;
import app.rapport.crm.connector.CrmFailure;
import app.rapport.crm.connector.Plan;
import app.rapport.platform.Problem;
import app.rapport.platform.lanes.DeliveryLanes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Hears what happened to conversations and has CRMs follow; does the same when a person asks. */
@Service
class SyncDesk {
    private final Conversations conversations;
    private final Integrations integrations;
    private final Syncs syncs;
    private final Talk.Reader talks;
    private final Pusher pusher;
    private final DeliveryLanes lanes;
    private final TransactionTemplate transaction;

    SyncDesk(
            Conversations conversations,
            Integrations integrations,
            Syncs syncs,
            Talk.Reader talks,
            Pusher pusher,
            DeliveryLanes lanes,
            TransactionTemplate transaction) {
        this.conversations = conversations;
        this.integrations = integrations;
        this.syncs = syncs;
        this.talks = talks;
        this.pusher = pusher;
        this.lanes = lanes;
        this.transaction = transaction;
    }

    @ApplicationModuleListener
    void on(ConversationCompleted completed) {
        conversations.find(completed.conversationId()).ifPresent(talk -> {
            var known = new HashSet<>(syncs.connectionsOf(talk.id()));
            for (var integration : integrations.all()) {
                // The event may come twice; a second push would do no harm, but is not needed.
                if (!known.contains(integration.id()) && wanted(integration)) {
                    syncs.want(integration, talk.id(), talk.title(), "completed", integrations.due(integration));
                }
            }
        });
    }

    @ApplicationModuleListener
    void on(ConversationChanged changed) {
        var talk = conversations.find(changed.conversationId()).orElse(null);
        if (talk == null) {
            syncs.withdraw(changed.conversationId());
        } else if (talk.state().equals("completed")) {
            var known = new HashSet<>(syncs.connectionsOf(talk.id()));
            for (var integration : integrations.all()) {
                if (known.contains(integration.id()) && wanted(integration)) {
                    syncs.want(integration, talk.id(), talk.title(), "changed", integrations.due(integration));
                }
            }
        }
    }

    private static boolean wanted(Integration integration) {
        return !integration.connection().state().equals("pending_approval");
    }

    /** Brings the conversation up to date in every CRM, now. Answers the number of CRMs. */
    @Transactional
    int syncNow(UUID conversation) {
        var talk = conversations.find(conversation).orElseThrow(() -> Problem.notFound("conversation"));
        if (!talk.state().equals("completed")) {
            throw Problem.conflict(
                    "not_completed", "Only a completed conversation goes to the CRM. Complete it first.");
        }
        var all = integrations.all().stream().filter(SyncDesk::wanted).toList();
        if (all.isEmpty()) {
            throw Problem.conflict("no_crm_connected", "No CRM is connected yet. Connect one under Integrations.");
        }
        all.forEach(integrations::tryNow);
        all.forEach(integration -> syncs.want(integration, conversation, talk.title(), "by hand", null));
        return all.size();
    }

    record Preview(UUID connectionId, String crmType, Plan plan) {}

    /** What a push would send now. Looks things up in the CRM, so not in a transaction. */
    Preview preview(UUID conversation, @Nullable UUID connection) {
        var talk = Objects.requireNonNull(transaction.execute(status -> {
            if (conversations.find(conversation).isEmpty()) {
                throw Problem.notFound("conversation");
            }
            var chosen = connection != null
                    ? integrations.get(connection)
                    : integrations.all().stream()
                            .findFirst()
                            .orElseThrow(() -> Problem.conflict(
                                    "no_crm_connected", "No CRM is connected yet. Connect one under Integrations."));
            return talks.read(conversation, chosen.id()).orElseThrow(() -> Problem.notFound("conversation"));
        }));
        try {
            return new Preview(talk.connection(), talk.integration().crmType(), pusher.preview(talk));
        } catch (CrmFailure e) {
            throw CrmProblems.of(e.fault());
        }
    }

    @Transactional
    int retry(List<UUID> ids) {
        var retried = syncs.retry(ids, byId());
        retried.stream().distinct().forEach(integrations::tryNow);
        return retried.size();
    }

    @Transactional
    int retryAll() {
        var count = 0;
        for (var integration : integrations.all()) {
            count += retry(syncs.failing(integration.lane()));
        }
        return count;
    }

    /** What was blocked goes on. */
    @ApplicationModuleListener
    void on(ConnectionReady ready) {
        integrations.find(ready.connectionId()).ifPresent(integration -> lanes.unblock(integration.lane()));
    }

    private Map<UUID, Integration> byId() {
        var all = new HashMap<UUID, Integration>();
        integrations.all().forEach(integration -> all.put(integration.id(), integration));
        return all;
    }
}
