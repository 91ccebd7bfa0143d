package app.rapport.conversations;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.UUID;

/** Something the outside may hold of a completed conversation changed: title, summary, insights, customer, action items. */
public record ConversationChanged(OrganizationId organization, UUID conversationId) implements TenantEvent {}
