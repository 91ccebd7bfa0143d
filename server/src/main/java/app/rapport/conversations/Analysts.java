package app.rapport.conversations;

import app.rapport.conversations.analysis.Analysis;
import app.rapport.conversations.analysis.Analyst;
import app.rapport.conversations.analysis.BuiltInAnalyst;
import app.rapport.conversations.analysis.Context;
import app.rapport.conversations.transcript.Transcript;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks the configured model first, when there is one, and the built-in analyst always in the end. Not inside a transaction. */
@Component
class Analysts {
    private static final Logger log = LoggerFactory.getLogger(Analysts.class);
    private final Optional<Analyst> model;
    private final Analyst builtIn = new BuiltInAnalyst();

    Analysts(ModelSettings settings, JsonMapper json) {
        this.model = settings.present() ? Optional.of(new ModelAnalyst(settings, json)) : Optional.empty();
    }

    /** @param origin who did it, shown beside the summary */
    record Analysed(Analysis analysis, String origin) {}

    Analysed analyse(Transcript transcript, Context context) {
        if (model.isPresent()) {
            try {
                return new Analysed(
                        model.get().analyse(transcript, context), model.get().origin());
            } catch (RuntimeException e) {
                log.warn("the model did not answer, the built-in analyst does: {}", e.toString());
            }
        }
        return new Analysed(builtIn.analyse(transcript, context), builtIn.origin());
    }
}
