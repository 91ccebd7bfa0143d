package app.rapport.crm;

import app.rapport.conversations.Conversations;
import app.rapport.conversations.Conversations.Snapshot;
import app.rapport.crm.Integrations.Integration;
import app.rapport.crm.connector.CrmAccount;
import app.rapport.crm.connector.CrmConnector;
import app.rapport.crm.connector.LinkKey;
import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.CustomerDirectory.Customer;
import app.rapport.customers.CustomerDirectory.Stakeholder;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All that is needed to bring one conversation into one CRM, read in one go so that nothing is read while we talk to the CRM.
 *
 * @param snapshot without what the organisation keeps out of this CRM
 * @param stakeholders those who took part, by their id
 * @param addresses e-mail addresses of our own people that have something to do with it, by user
 */
record Talk(
        Snapshot snapshot,
        @Nullable Customer customer,
        Map<UUID, Stakeholder> stakeholders,
        Map<UUID, String> addresses,
        Integration integration,
        CrmAccount account,
        CrmConnector connector,
        Map<LinkKey, Links.Link> links) {

    UUID connection() {
        return account.connection();
    }

    UUID conversation() {
        return snapshot.id();
    }

    Talk with(Map<LinkKey, Links.Link> newer) {
        return new Talk(snapshot, customer, stakeholders, addresses, integration, account, connector, newer);
    }

    /** Reads talks. Wants a caller's transaction, in the organisation's scope. */
    @Component
    static class Reader {
        private final Conversations conversations;
        private final CustomerDirectory customers;
        private final Users users;
        private final Integrations integrations;
        private final Connectors connectors;
        private final Links links;

        Reader(
                Conversations conversations,
                CustomerDirectory customers,
                Users users,
                Integrations integrations,
                Connectors connectors,
                Links links) {
            this.conversations = conversations;
            this.customers = customers;
            this.users = users;
            this.integrations = integrations;
            this.connectors = connectors;
            this.links = links;
        }

        /** Empty when the conversation or the connection is no more. */
        Optional<Talk> read(UUID conversation, UUID connection) {
            var snapshot = conversations.find(conversation).orElse(null);
            var integration = integrations.find(connection).orElse(null);
            if (snapshot == null || integration == null) {
                return Optional.empty();
            }
            var customer = snapshot.customerId() == null
                    ? null
                    : customers.customer(snapshot.customerId()).orElse(null);
            return Optional.of(new Talk(
                    integration.excluded().without(snapshot),
                    customer,
                    stakeholders(snapshot),
                    addresses(snapshot),
                    integration,
                    integrations.account(integration),
                    connectors.of(integration.crmType()),
                    links.of(connection, conversation)));
        }

        private Map<UUID, Stakeholder> stakeholders(Snapshot snapshot) {
            var all = new LinkedHashMap<UUID, Stakeholder>();
            for (var participant : snapshot.participants()) {
                if (participant.stakeholderId() != null) {
                    customers.stakeholder(participant.stakeholderId()).ifPresent(one -> all.put(one.id(), one));
                }
            }
            return all;
        }

        private Map<UUID, String> addresses(Snapshot snapshot) {
            var ids = new HashSet<UserId>();
            if (snapshot.ownerUserId() != null) {
                ids.add(new UserId(snapshot.ownerUserId()));
            }
            for (var item : snapshot.actionItems()) {
                if (item.ownerUserId() != null) {
                    ids.add(new UserId(item.ownerUserId()));
                }
            }
            var all = new LinkedHashMap<UUID, String>();
            users.find(ids).forEach((id, user) -> all.put(id.value(), user.email()));
            return all;
        }
    }
}
