package app.rapport.sandbox.zoom;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lists in pages, with a token for the next one that is empty at the end. */
final class Pages {
    private Pages() {}

    static ObjectNode page(Call call, String name, List<ObjectNode> all, int most) {
        int size;
        int from;
        try {
            size = Integer.parseInt(call.parameter("page_size", "30"));
            from = Integer.parseInt(
                    call.parameter("next_page_token", "").isEmpty() ? "0" : call.parameter("next_page_token", "0"));
        } catch (NumberFormatException e) {
            throw Refused.field("next_page_token", "Invalid field.");
        }
        if (size < 1 || size > most) {
            throw Refused.field("page_size", "Invalid field.");
        }
        var to = Math.min(all.size(), from + size);
        var json = Json.object()
                .put("page_count", (all.size() + size - 1) / size)
                .put("page_size", size)
                .put("total_records", all.size())
                .put("next_page_token", to < all.size() ? String.valueOf(to) : "");
        var items = json.putArray(name);
        all.subList(Math.min(from, to), to).forEach(one -> items.add(one.deepCopy()));
        return json;
    }
}
