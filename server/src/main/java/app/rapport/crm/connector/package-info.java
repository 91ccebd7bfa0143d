/**
 * The contract between the road to CRMs and each CRM. A third one is a package beside {@code salesforce} and {@code hubspot}
 * that implements {@link app.rapport.crm.connector.CrmConnector} and passes the contract's test class.
 */
@NullMarked
package app.rapport.crm.connector;

import org.jspecify.annotations.NullMarked;
