package app.rapport.crm.connector;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The exact requests that bring some drafts into a CRM, and what a person should know about them. */
public record Plan(List<Request> requests, List<Warning> warnings) {
    public Plan {
        requests = List.copyOf(requests);
        warnings = List.copyOf(warnings);
    }

    /** @param purpose in words: "create event and 2 tasks" */
    public record Request(
            String method,
            String path,
            Map<String, String> headers,
            @Nullable JsonNode body,
            String purpose,
            List<Piece> pieces) {
        public Request {
            headers = Map.copyOf(headers);
            pieces = List.copyOf(pieces);
        }

        public boolean creates() {
            return pieces.stream().anyMatch(Piece::creates);
        }
    }

    /**
     * One draft inside a request.
     *
     * @param reference its name within a compound request
     * @param record null when it is to be created
     */
    public record Piece(
            String reference,
            LinkKey key,
            String type,
            @Nullable RemoteRef record) {
        public boolean creates() {
            return record == null;
        }
    }
}
