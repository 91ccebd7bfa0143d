package app.rapport.crm.connector;

import app.rapport.crm.connector.Bodies.Content;
import app.rapport.crm.connector.Plan.Piece;
import app.rapport.platform.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a CRM. It has two halves so that a preview is the truth: {@link #plan} says the exact requests,
 * {@link #carryOut} sends them unchanged.
 */
public abstract class Writes {
    private final String crm;
    private final Schemas schemas;
    private final Bodies bodies;

    /** @param crm its name for people */
    protected Writes(String crm, Schemas schemas, Bodies bodies) {
        this.crm = crm;
        this.schemas = schemas;
        this.bodies = bodies;
    }

    /** The exact requests that write the drafts, in the order they have to be sent. Reads the schema, sends no write. */
    public final Plan plan(CrmAccount account, List<Draft> drafts) throws CrmFailure {
        var warnings = new ArrayList<Warning>();
        var contents = new ArrayList<Content>();
        for (var draft : drafts) {
            var content = bodies.of(account, draft, warnings);
            if (!content.body().isEmpty()) {
                contents.add(content);
            }
        }
        return new Plan(
                requests(account, contents), warnings.stream().distinct().toList());
    }

    /** None of the contents is empty. */
    protected abstract List<Plan.Request> requests(CrmAccount account, List<Content> contents) throws CrmFailure;

    /** Sends one request of a plan. */
    public abstract List<Written> carryOut(CrmAccount account, Plan.Request request) throws CrmFailure;

    /** @param piece what of a request it was about; null when it was all of it */
    protected final CrmFailure failed(CrmAccount account, Fault fault, @Nullable Piece piece) {
        if (fault.errorClass() == ErrorClass.CONFIGURATION || fault.errorClass() == ErrorClass.VALIDATION) {
            schemas.forget(account.connection());
        }
        return fault.errorClass() == ErrorClass.NOT_FOUND && piece != null && !piece.creates()
                ? fault.gone(List.of(piece.key()))
                        .said(
                                "A record Rapport had linked is gone from " + crm + ".",
                                Wording.of("record_gone").with("provider", crm))
                        .failure()
                : fault.failure();
    }

    /** It was written, but the answer does not say where. */
    protected final CrmFailure unsaid() {
        return Fault.of(
                        ErrorClass.TRANSIENT,
                        "unreadable_answer",
                        crm + " did not say which record it wrote.",
                        "Rapport looks what is there and tries again by itself.",
                        Wording.of("write_unconfirmed").with("provider", crm))
                .unknown(true)
                .failure();
    }
}
