package app.rapport.training.attendance;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.TenantEvent;
import java.util.UUID;

/** Of a session that is over, somebody's attendance is known, or is another than before. */
record TurnoutChanged(OrganizationId organization, UUID session) implements TenantEvent {}
