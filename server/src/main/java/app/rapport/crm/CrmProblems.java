package app.rapport.crm;

import app.rapport.crm.connector.Fault;
import app.rapport.platform.Problem;
import org.springframework.http.HttpStatus;

/** A CRM's fault as the answer to somebody who waits for it. */
final class CrmProblems {
    private CrmProblems() {}

    static Problem of(Fault fault) {
        var status = switch (fault.errorClass()) {
            case AUTH, CONFIGURATION -> HttpStatus.CONFLICT;
            case VALIDATION -> HttpStatus.UNPROCESSABLE_CONTENT;
            case RATE -> HttpStatus.SERVICE_UNAVAILABLE;
            case NOT_FOUND, TRANSIENT -> HttpStatus.BAD_GATEWAY;
        };
        return Problem.of(status, "crm_" + fault.errorClass().word(), fault.message() + " " + fault.nextStep())
                .with("errorClass", fault.errorClass().word())
                .with("words", fault.words());
    }
}
