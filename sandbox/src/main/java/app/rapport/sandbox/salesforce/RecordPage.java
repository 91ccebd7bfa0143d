package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Html;
import app.rapport.sandbox.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a record to a person who follows a link to it: {@code /lightning/r/{type}/{id}/view} or {@code /{id}}. */
final class RecordPage {
    private final Org org;

    RecordPage(Org org) {
        this.org = org;
    }

    @Nullable
    Reply answer(Call call, List<String> path) {
        if (!call.method().equals("GET") || path.isEmpty()) {
            return null;
        }
        var lightning = path.getFirst().equals("lightning") && path.size() >= 4;
        var id = lightning ? Ids.normal(path.get(3)) : path.size() == 1 ? Ids.normal(path.getFirst()) : null;
        var type = id == null ? null : org.schema().ofId(id);
        var row = id == null || type == null ? null : org.find(type, id);
        if (type == null || row == null) {
            return null;
        }
        var body = new StringBuilder("<p class=muted>Simulated Salesforce</p><h1>" + type.name() + "</h1><table>");
        for (var field : type.fields()) {
            var value = row.get(field.name());
            if (value != null && !value.isNull()) {
                body.append("<tr><th scope=row>")
                        .append(Html.escape(field.name()))
                        .append("</th><td>")
                        .append(Html.escape(value.asString()))
                        .append("</td></tr>");
            }
        }
        return Reply.html(200, Html.page(type.name(), body.append("</table>").toString()));
    }
}
