package app.rapport.sandbox.hubspot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks property values and brings them into the form HubSpot keeps: strings all. */
final class PropertyValues {
    private static final int LONGEST = 65_536;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>()]+@[^@\\s,;<>()]+\\.[^@\\s,;<>().]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Pipelines pipelines;

    PropertyValues(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    Map<String, String> checked(Kind kind, JsonNode given, boolean creating) {
        if (!given.isObject()) {
            throw Refused.invalid("Invalid input JSON: properties must be an object");
        }
        var checked = new LinkedHashMap<String, String>();
        for (var entry : given.properties()) {
            var property = kind.property(entry.getKey());
            if (property == null) {
                throw Refused.property(
                        entry.getKey(), "PROPERTY_DOESNT_EXIST", "Property \"" + entry.getKey() + "\" does not exist");
            }
            if (property.readOnly()) {
                throw Refused.property(
                        entry.getKey(),
                        "READ_ONLY_VALUE",
                        "\"" + entry.getKey() + "\" is a read only property; its value cannot be set.");
            }
            if (entry.getValue().isContainer()) {
                throw Refused.invalid("Invalid input JSON: the value of " + entry.getKey() + " must be a string");
            }
            var text = entry.getValue().isNull() ? "" : entry.getValue().asString();
            checked.put(entry.getKey(), text.isEmpty() ? "" : value(property, text));
        }
        if (kind.name().equals("deals")) {
            stage(checked, creating);
        }
        return checked;
    }

    private static String value(Property property, String text) {
        if (text.length() > LONGEST) {
            throw Refused.property(
                    property.name(),
                    "INVALID_STRING",
                    "The value of " + property.name() + " is too long: at most " + LONGEST + " characters.");
        }
        return switch (property.type()) {
            case "number" ->
                NUMBER.matcher(text).matches()
                        ? text
                        : fail(property, "INVALID_INTEGER", text + " was not a valid number.");
            case "bool" ->
                text.equals("true") || text.equals("false")
                        ? text
                        : fail(property, "INVALID_OPTION", text + " was not one of the allowed options: [true, false]");
            case "datetime" -> moment(property, text).toString();
            case "date" -> day(property, text);
            case "enumeration" -> option(property, text);
            default ->
                property.name().equals("email") && !EMAIL.matcher(text).matches()
                        ? fail(property, "INVALID_EMAIL", "Email address " + text + " is invalid")
                        : text;
        };
    }

    private static String option(Property property, String text) {
        if (property.options().isEmpty()) {
            return text; // owners, stages and pipelines are looked up elsewhere
        }
        for (var part : text.split(";", -1)) {
            if (!part.isEmpty() && property.option(part) == null) {
                return fail(
                        property,
                        "INVALID_OPTION",
                        part + " was not one of the allowed options: "
                                + property.options().keySet());
            }
        }
        return text;
    }

    static @Nullable Instant instant(String text) {
        try {
            if (text.matches("-?\\d{1,15}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Instant moment(Property property, String text) {
        var instant = instant(text);
        if (instant == null) {
            throw Refused.property(property.name(), "INVALID_DATE", text + " was not a valid date time.");
        }
        return instant;
    }

    private static String day(Property property, String text) {
        var instant = moment(property, text);
        var day = instant.atOffset(ZoneOffset.UTC);
        if (!day.toLocalTime().equals(java.time.LocalTime.MIDNIGHT)) {
            throw Refused.property(
                    property.name(), "INVALID_DATE", text + " is at " + day.toLocalTime() + ", not at midnight.");
        }
        return day.toLocalDate().toString();
    }

    private static String fail(Property property, String code, String message) {
        throw Refused.property(property.name(), code, message);
    }

    private void stage(Map<String, String> checked, boolean creating) {
        var pipeline = checked.get("pipeline");
        if (pipeline != null && !pipelines.known(pipeline)) {
            throw Refused.property("pipeline", "INVALID_OPTION", pipeline + " is not a pipeline of this account");
        }
        var stage = checked.get("dealstage");
        if (stage != null && pipelines.stage(stage) == null) {
            throw Refused.property("dealstage", "INVALID_OPTION", stage + " is not a stage of the pipeline");
        }
        if (creating && pipeline == null) {
            checked.put("pipeline", "default");
        }
    }

    /** What a new object cannot do without. */
    void complete(Kind kind, Map<String, String> properties) {
        if (kind.name().equals("meetings")
                && properties.getOrDefault("hs_timestamp", "").isEmpty()) {
            var start = properties.getOrDefault("hs_meeting_start_time", "");
            if (!start.isEmpty()) {
                properties.put("hs_timestamp", start);
            }
        }
        var missing = new ArrayList<String>();
        var needed = switch (kind.name()) {
            case "contacts", "companies" -> List.<String>of();
            case "deals" -> List.of("dealname", "dealstage");
            default -> List.of("hs_timestamp");
        };
        for (var name : needed) {
            if (properties.getOrDefault(name, "").isEmpty()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw Refused.required(kind.singular().toUpperCase(java.util.Locale.ROOT), missing);
        }
        anyOf(kind, properties, "contacts", List.of("email", "firstname", "lastname"));
        anyOf(kind, properties, "companies", List.of("name", "domain"));
    }

    private static void anyOf(Kind kind, Map<String, String> properties, String name, List<String> names) {
        if (kind.name().equals(name)
                && names.stream()
                        .allMatch(one -> properties.getOrDefault(one, "").isEmpty())) {
            throw Refused.invalid("At least one of " + names + " must be set");
        }
    }

    /** The properties HubSpot computes. */
    void derive(Item item, Instant now) {
        switch (item.kind.name()) {
            case "tasks" -> {
                if (item.get("hs_task_status") == null) {
                    item.set("hs_task_status", "NOT_STARTED");
                }
                var done = "COMPLETED".equals(item.get("hs_task_status"));
                if (done && !"1".equals(item.get("hs_task_is_completed"))) {
                    item.set("hs_task_completion_date", now.toString());
                } else if (!done) {
                    item.set("hs_task_completion_date", null);
                }
                item.set("hs_task_is_completed", done ? "1" : "0");
            }
            case "deals" -> {
                var stage = pipelines.stage(item.get("dealstage", ""));
                if (stage != null) {
                    item.set("hs_is_closed", String.valueOf(stage.closed()));
                    item.set(
                            "hs_is_closed_won",
                            String.valueOf(stage.closed() && stage.probability().equals("1.0")));
                    item.set(
                            "hs_is_closed_lost",
                            String.valueOf(stage.closed() && stage.probability().equals("0.0")));
                    item.set("hs_deal_stage_probability", stage.probability());
                }
            }
            default -> {}
        }
    }
}
