package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code …/{type}/updated} and {@code …/{type}/deleted}: what changed in a span of time. */
final class Changes {
    private final Org org;

    Changes(Org org) {
        this.org = org;
    }

    Reply answer(Call call, ObjectType type, boolean deleted) {
        var start = moment(call.parameter("start"));
        var end = moment(call.parameter("end"));
        if (start == null || end == null || !start.isBefore(end)) {
            throw Refused.of("INVALID_REPLICATION_DATE", "startDate and endDate must be a span of time");
        }
        if (Duration.between(start, org.clock().instant()).toDays() > 30) {
            throw Refused.of("INVALID_REPLICATION_DATE", "startDate before org replication enabled date");
        }
        var json = Json.object();
        var ids = json.putArray(deleted ? "deletedRecords" : "ids");
        for (var row : org.all(type)) {
            var stamp = Json.text(row, "SystemModstamp", "");
            var at = Times.instant(stamp);
            if (at != null && !at.isBefore(start) && at.isBefore(end) && Org.deleted(row) == deleted) {
                if (deleted) {
                    ids.add(Json.object().put("id", Json.text(row, "Id")).put("deletedDate", stamp));
                } else {
                    ids.add(Json.text(row, "Id"));
                }
            }
        }
        if (deleted) {
            json.put("earliestDateAvailable", Times.stamp(org.clock().instant().minus(Duration.ofDays(30))));
        }
        return Reply.json(200, json.put("latestDateCovered", Times.stamp(end)));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Times.instant(text);
    }
}
