package app.rapport.connections;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.UUID;

/** A connection can be used, for the first time or again: it was connected, reconnected or resumed. */
public record ConnectionReady(OrganizationId organization, UUID connectionId) implements TenantEvent {}
