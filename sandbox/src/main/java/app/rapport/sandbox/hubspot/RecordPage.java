package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Html;
import app.rapport.sandbox.Reply;
import java.util.List;

/** Shows an object to a person who follows its {@code url}: {@code /contacts/{portal}/record/{type}/{id}}. */
final class RecordPage {
    private final Portal portal;

    RecordPage(Portal portal) {
        this.portal = portal;
    }

    Reply answer(Call call, List<String> path) {
        var kind = portal.kind(path.get(3));
        var item = portal.find(kind, path.get(4));
        if (item == null || !call.method().equals("GET")) {
            throw Refused.notFound();
        }
        var body = new StringBuilder("<p class=muted>Simulated HubSpot</p><h1>" + kind.singular() + "</h1><table>");
        item.properties()
                .forEach((name, value) -> body.append("<tr><th scope=row>")
                        .append(Html.escape(name))
                        .append("</th><td>")
                        .append(Html.escape(value))
                        .append("</td></tr>"));
        return Reply.html(
                200, Html.page(kind.singular(), body.append("</table>").toString()));
    }
}
