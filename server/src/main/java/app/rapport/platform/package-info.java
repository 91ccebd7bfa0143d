/**
 * What every module stands on: whose data a transaction may see, problems in words, pages, time, secrets, live screens,
 * long jobs and, in {@code lanes}, delivery to the outside.
 *
 * <p>Nothing here knows a customer, a provider or a user.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package app.rapport.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
