/** HubSpot: one account's CRM objects, their associations, OAuth and static tokens, limits and webhooks. */
@NullMarked
package app.rapport.sandbox.hubspot;

import org.jspecify.annotations.NullMarked;
