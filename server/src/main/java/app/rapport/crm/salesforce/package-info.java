/** Salesforce: events, tasks, contacts, leads, opportunities over the REST API. */
@NullMarked
package app.rapport.crm.salesforce;

import org.jspecify.annotations.NullMarked;
