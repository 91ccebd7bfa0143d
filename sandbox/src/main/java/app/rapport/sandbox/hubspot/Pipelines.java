package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The account's one sales pipeline. */
final class Pipelines {
    record Stage(String id, String label, String probability, boolean closed) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("appointmentscheduled", "Appointment Scheduled", "0.2", false),
            new Stage("qualifiedtobuy", "Qualified To Buy", "0.4", false),
            new Stage("presentationscheduled", "Presentation Scheduled", "0.6", false),
            new Stage("decisionmakerboughtin", "Decision Maker Bought-In", "0.8", false),
            new Stage("contractsent", "Contract Sent", "0.9", false),
            new Stage("closedwon", "Closed Won", "1.0", true),
            new Stage("closedlost", "Closed Lost", "0.0", true));

    private final String at;

    Pipelines(String at) {
        this.at = at;
    }

    boolean known(String pipeline) {
        return pipeline.equals("default");
    }

    @Nullable
    Stage stage(String id) {
        for (var stage : STAGES) {
            if (stage.id().equals(id)) {
                return stage;
            }
        }
        return null;
    }

    ObjectNode describe() {
        var json = Json.object()
                .put("label", "Sales Pipeline")
                .put("displayOrder", 0)
                .put("id", "default");
        var stages = json.putArray("stages");
        for (var i = 0; i < STAGES.size(); i++) {
            var stage = STAGES.get(i);
            stages.add(describe(stage, i));
        }
        return json.put("createdAt", at).put("updatedAt", at).put("archived", false);
    }

    private ObjectNode describe(Stage stage, int order) {
        var json = Json.object()
                .put("label", stage.label())
                .put("displayOrder", order)
                .put("id", stage.id())
                .put("createdAt", at)
                .put("updatedAt", at)
                .put("archived", false)
                .put("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT");
        json.putObject("metadata")
                .put("isClosed", String.valueOf(stage.closed()))
                .put("probability", stage.probability());
        return json;
    }
}
