package app.rapport.crm.hubspot;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Addresses of HubSpot's API and the numbers it gives to kinds of associations. */
final class HubspotApi {
    /** The dated version everything here is written against; each is supported for eighteen months or more. */
    static final String VERSION = "2026-09";

    static final String MEETINGS = "meetings";
    static final String CALLS = "calls";
    static final String TASKS = "tasks";
    static final String CONTACTS = "contacts";
    static final String COMPANIES = "companies";
    static final String DEALS = "deals";

    /** From one kind to another, as HubSpot defined them. */
    private static final Map<String, Map<String, Integer>> ASSOCIATIONS = Map.of(
            MEETINGS, Map.of(CONTACTS, 200, COMPANIES, 188, DEALS, 212),
            CALLS, Map.of(CONTACTS, 194, COMPANIES, 182, DEALS, 206),
            TASKS, Map.of(CONTACTS, 204, COMPANIES, 192, DEALS, 216),
            CONTACTS, Map.of(COMPANIES, 279));

    /** Numbers of kinds in the addresses people see. */
    private static final Map<String, String> KINDS =
            Map.of(CONTACTS, "0-1", COMPANIES, "0-2", DEALS, "0-3", TASKS, "0-27", MEETINGS, "0-47", CALLS, "0-48");

    private HubspotApi() {}

    static String objects(String type) {
        return "/crm/objects/" + VERSION + "/" + type;
    }

    static String object(String type, String id) {
        return objects(type) + "/" + part(id);
    }

    static String associate(String type, String id, String to, String toId) {
        return object(type, id) + "/associations/default/" + to + "/" + part(toId);
    }

    static String associations(String from, String to) {
        return "/crm/associations/" + VERSION + "/" + from + "/" + to + "/batch/read";
    }

    static String properties(String type) {
        return "/crm/properties/" + VERSION + "/" + type + "?archived=false";
    }

    static String owners(String email) {
        return "/crm/owners/" + VERSION + "?limit=10&email=" + part(email);
    }

    static String account() {
        return "/account-info/" + VERSION + "/details";
    }

    static int association(String from, String to) {
        var number = ASSOCIATIONS.getOrDefault(from, Map.of()).get(to);
        if (number == null) {
            throw new IllegalArgumentException("no association from " + from + " to " + to);
        }
        return number;
    }

    static String kind(String type) {
        return KINDS.getOrDefault(type, type);
    }

    static String list(String name, List<String> values) {
        return name + "=" + part(String.join(",", values));
    }

    /** A value as one part of a path or query: addresses hold @ and +. */
    static String part(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
