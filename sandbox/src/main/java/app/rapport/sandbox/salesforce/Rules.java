package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the org demands across columns, and the columns it fills in by itself. */
final class Rules {
    private static final String DUPLICATE =
            "You're creating a duplicate record. We recommend you use an existing record instead.";

    private final Org org;

    Rules(Org org) {
        this.org = org;
    }

    void settle(ObjectType type, ObjectNode row, ObjectNode given, boolean creating) {
        switch (type.name()) {
            case "Event" -> {
                activity(row);
                event(row, given, creating);
            }
            case "Task" -> {
                activity(row);
                task(row);
            }
            case "Contact", "Lead" -> row.put("Name", fullName(row));
            case "Opportunity" -> opportunity(row, given);
            case "Case" -> caseRecord(row, creating);
            default -> {}
        }
    }

    private static String fullName(ObjectNode row) {
        return (Json.text(row, "FirstName", "") + " " + Json.text(row, "LastName", "")).strip();
    }

    private void activity(ObjectNode row) {
        var who = Json.text(row, "WhoId");
        var what = Json.text(row, "WhatId");
        if (who != null && what != null && who.startsWith("00Q")) {
            throw Refused.of(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "You may not specify a What ID when the Who ID is a lead: " + what,
                    "WhatId");
        }
        row.put("AccountId", account(who, what));
    }

    private @Nullable String account(@Nullable String who, @Nullable String what) {
        if (what != null && what.startsWith("001")) {
            return what;
        }
        for (var id : new @Nullable String[] {what, who}) {
            var type = id == null ? null : org.schema().ofId(id);
            var record = id == null || type == null ? null : org.find(type, id);
            var account = record == null ? null : Json.text(record, "AccountId");
            if (account != null) {
                return account;
            }
        }
        return null;
    }

    private void event(ObjectNode row, ObjectNode given, boolean creating) {
        if (row.path("IsAllDayEvent").asBoolean(false)) {
            if (!row.hasNonNull("ActivityDate")) {
                throw Refused.of(
                        "REQUIRED_FIELD_MISSING", "Required fields are missing: [ActivityDate]", "ActivityDate");
            }
            return;
        }
        var start = time(given, "StartDateTime");
        var alias = time(given, "ActivityDateTime");
        if (start != null && alias != null && !start.equals(alias)) {
            throw conflict("Start Date Time and Due Date Time differ", "StartDateTime", "ActivityDateTime");
        }
        var from = start != null ? start : alias != null ? alias : time(row, "StartDateTime");
        if (from == null) {
            throw Refused.of(
                    "REQUIRED_FIELD_MISSING", "Required fields are missing: [ActivityDateTime]", "ActivityDateTime");
        }
        var minutes = given.get("DurationInMinutes");
        var end = time(given, "EndDateTime");
        var lasts = minutes == null || minutes.isNull() ? null : Duration.ofMinutes(minutes.asLong());
        if (lasts != null && end != null && !from.plus(lasts).equals(end)) {
            throw conflict("Duration and End Date Time do not agree", "DurationInMinutes", "EndDateTime");
        }
        if (lasts == null && end == null) {
            if (creating) {
                throw Refused.of(
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: [DurationInMinutes]",
                        "DurationInMinutes");
            }
            lasts = Duration.ofMinutes(row.path("DurationInMinutes").asLong(0));
        }
        var until = end != null ? end : from.plus(Objects.requireNonNull(lasts));
        var length = Duration.between(from, until);
        if (length.isNegative() || length.compareTo(Duration.ofDays(14)) > 0) {
            throw conflict("The duration of an event is between 0 and 14 days", "DurationInMinutes");
        }
        var date = Json.text(given, "ActivityDate");
        if (date != null && Math.abs(Times.dateOf(from).toEpochDay() - day(date)) > 1) {
            throw conflict("Due Date Only does not fit the start", "ActivityDate");
        }
        row.put("StartDateTime", Times.stamp(from))
                .put("ActivityDateTime", Times.stamp(from))
                .put("EndDateTime", Times.stamp(until))
                .put("DurationInMinutes", length.toMinutes());
        if (date == null && (creating || start != null || alias != null)) {
            row.put("ActivityDate", Times.dateOf(from).toString());
        }
    }

    private static long day(String date) {
        var parsed = Times.date(date);
        return parsed == null ? 0 : parsed.toEpochDay();
    }

    private static @Nullable Instant time(ObjectNode node, String field) {
        var text = Json.text(node, field);
        return text == null ? null : Times.instant(text);
    }

    private static Refused conflict(String message, String... fields) {
        return Refused.of("FIELD_INTEGRITY_EXCEPTION", message, fields);
    }

    private void task(ObjectNode row) {
        var closed = "Completed".equals(Json.text(row, "Status"));
        if (closed && !row.path("IsClosed").asBoolean(false)) {
            row.put("CompletedDateTime", Times.stamp(org.clock().instant()));
        } else if (!closed) {
            row.putNull("CompletedDateTime");
        }
        row.put("IsClosed", closed).put("IsHighPriority", "High".equals(Json.text(row, "Priority")));
    }

    private void opportunity(ObjectNode row, ObjectNode given) {
        var stages = org.schema().find("OpportunityStage");
        if (stages == null) {
            return;
        }
        for (var stage : org.all(stages)) {
            if (stage.path("MasterLabel").asString("").equals(Json.text(row, "StageName"))) {
                row.set("IsClosed", stage.path("IsClosed"));
                row.set("IsWon", stage.path("IsWon"));
                if (!given.hasNonNull("Probability") && (given.has("StageName") || !row.hasNonNull("Probability"))) {
                    row.set("Probability", stage.path("DefaultProbability"));
                }
            }
        }
    }

    private void caseRecord(ObjectNode row, boolean creating) {
        var closed = "Closed".equals(Json.text(row, "Status"));
        row.put("IsClosed", closed);
        if (closed && !row.hasNonNull("ClosedDate")) {
            row.put("ClosedDate", Times.stamp(org.clock().instant()));
        }
        var cases = org.schema().find("Case");
        if (creating && cases != null) {
            row.put("CaseNumber", String.format("%08d", 1000 + org.all(cases).size() + 1));
        }
    }

    /** The standard duplicate rule of contacts, reduced to the same e-mail address. */
    void duplicates(ObjectType type, ObjectNode row, @Nullable String self) {
        var email = Json.text(row, "Email");
        if (!type.name().equals("Contact") || email == null) {
            return;
        }
        var matches = org.all(type).stream()
                .filter(other -> !Org.deleted(other)
                        && email.equalsIgnoreCase(Json.text(other, "Email"))
                        && !Json.text(other, "Id", "").equals(self))
                .map(other -> Json.text(other, "Id", ""))
                .toList();
        if (!matches.isEmpty()) {
            throw new Refused(400, "DUPLICATES_DETECTED", DUPLICATE, List.of(), duplicateResult(matches));
        }
    }

    private static ObjectNode duplicateResult(List<String> ids) {
        var result = Json.object()
                .put("allowSave", true)
                .put("duplicateRule", "Standard_Contact_Duplicate_Rule")
                .put("duplicateRuleEntityType", "Contact")
                .put("errorMessage", DUPLICATE);
        var match = result.putArray("matchResults").addObject();
        match.put("entityType", "Contact").putArray("errors");
        match.put("matchEngine", "FuzzyMatchEngine");
        var records = match.putArray("matchRecords");
        for (var id : ids) {
            var record = records.addObject();
            record.putArray("additionalInformation");
            record.putArray("fieldDiffs");
            record.put("matchConfidence", 100.0);
            var found = record.putObject("record");
            found.set(
                    "attributes",
                    Json.object().put("type", "Contact").put("url", "/services/data/v66.0/sobjects/Contact/" + id));
            found.put("Id", id);
        }
        match.put("rule", "Standard_Contact_Match_Rule_v1_1")
                .put("size", ids.size())
                .put("success", true);
        return result;
    }

    /** An activity moves the date of the last one at everything it hangs on. */
    void written(ObjectType type, ObjectNode row) {
        var date = Json.text(row, "ActivityDate");
        var happened = type.name().equals("Event") || row.path("IsClosed").asBoolean(false);
        if (!(type.name().equals("Event") || type.name().equals("Task")) || date == null || !happened) {
            return;
        }
        for (var field : List.of("WhoId", "WhatId", "AccountId")) {
            var id = Json.text(row, field);
            var target = id == null ? null : org.schema().ofId(id);
            var record = id == null || target == null ? null : org.find(target, id);
            if (id != null && target != null && record != null) {
                var before = Json.text(record, "LastActivityDate");
                if (before == null || before.compareTo(date) < 0) {
                    org.derive(target, id, "LastActivityDate", date);
                }
            }
        }
    }
}
