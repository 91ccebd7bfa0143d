/** Salesforce: OAuth, the REST API of one org, and what its own users do. */
@NullMarked
package app.rapport.sandbox.salesforce;

import org.jspecify.annotations.NullMarked;
