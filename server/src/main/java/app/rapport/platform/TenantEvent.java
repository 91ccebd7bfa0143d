package app.rapport.platform;

/**
 * Something that happened in one organisation. Carries ids, not bodies: it is stored until every listener has heard it.
 *
 * <p>An {@code @ApplicationModuleListener} of such an event runs in that organisation's scope.
 */
public interface TenantEvent {
    OrganizationId organization();
}
