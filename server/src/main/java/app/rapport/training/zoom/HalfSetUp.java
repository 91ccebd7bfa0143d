package app.rapport.training.zoom;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What is set about Zoom does not go together. */
final class HalfSetUp extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String next;

    HalfSetUp(String words, String next) {
        super(words);
        this.next = next;
    }

    /** Says it to the operator in two lines, in place of a stack trace. */
    static final class Said extends AbstractFailureAnalyzer<HalfSetUp> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, HalfSetUp cause) {
            return new FailureAnalysis(cause.getMessage(), cause.next, cause);
        }
    }
}
