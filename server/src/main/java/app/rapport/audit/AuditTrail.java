package app.rapport.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes to the audit log, in the caller's transaction and the scope's organisation. */
public interface AuditTrail {
    /**
     * The actor is the signed-in caller, or "system" outside a request.
     *
     * @param action dotted, past tense at the end: {@code customer.updated}, {@code crm.write}
     * @param details JSON-ready; never a secret or a whole transcript
     */
    void record(String action, String subjectType, @Nullable String subjectId, Map<String, ?> details);
}
