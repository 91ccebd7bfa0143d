/** HubSpot: meetings, calls, tasks, contacts, companies, deals over the dated API. */
@NullMarked
package app.rapport.crm.hubspot;

import org.jspecify.annotations.NullMarked;
