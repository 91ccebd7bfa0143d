package app.rapport.customers;

import app.rapport.identity.CurrentUser;
import java.util.List;

/** Sees in a module's own facts what is to be done about a customer. A bean. */
public interface NextStepAdviser {
    /** Nothing when there is nothing to do, or when the reader may not see the facts. */
    List<NextStep> about(CustomerDirectory.Customer customer, CurrentUser reader);
}
