package app.rapport.identity;

import app.rapport.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Lets members send more to some routes than is usual. A bean of the module that has them. */
public interface BodyAllowance {
    /** What this request may bring along; null leaves it at the usual. */
    @Nullable
    Allowance of(HttpServletRequest request);

    /**
     * @param bytes the longest body
     * @param tooLarge what to say of a longer one
     */
    record Allowance(long bytes, Problem tooLarge) {}
}
