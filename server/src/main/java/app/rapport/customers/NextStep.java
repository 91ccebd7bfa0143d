package app.rapport.customers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done about a customer, and why.
 *
 * @param kind what speaks for it: {@code overdue_actions}, {@code renewal_near} …
 * @param weight how urgent it is beside others, from 0 to 100
 * @param because the facts it stands on, for the reader's own words
 * @param link where to do it, a path in the app
 */
public record NextStep(
        String kind,
        @JsonIgnore int weight,
        Map<String, Object> because,
        @Nullable String link) {}
