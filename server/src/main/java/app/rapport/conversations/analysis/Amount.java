package app.rapport.conversations.analysis;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount as said.
 *
 * @param low lower end of a range
 * @param currency ISO code where one was said
 * @param money true when a currency or a scale ("fifty thousand") marks it as money rather than a count
 * @param marked true when it can be nothing else: a currency, "50k", "50 grand"
 */
record Amount(
        @Nullable BigDecimal low,
        BigDecimal value,
        @Nullable String currency,
        boolean money,
        boolean marked,
        int start,
        int end) {}
