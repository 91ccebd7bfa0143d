package app.rapport.conversations;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.UUID;

/** A conversation is complete; its summary, insights and action items exist. Published once. */
public record ConversationCompleted(OrganizationId organization, UUID conversationId) implements TenantEvent {}
