package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** What is in the org when it begins: two companies, their people, and open and closed business with them. */
final class Seed {
    private final Org org;

    Seed(Org org) {
        this.org = org;
    }

    /** Answers the id of the user Rapport connects as. */
    String plant() {
        stages();
        taskStatuses();
        var admin = user("Ada", "Admin", "ada@acorn.example");
        var sam = user("Sam", "Rep", "sam@acorn.example");
        user("Carl", "Care", "carl@acorn.example");
        var acme = put(
                "Account",
                named("Acme Corp")
                        .put("Website", "https://www.acmecorp.com")
                        .put("Industry", "Manufacturing")
                        .put("NumberOfEmployees", 420)
                        .put("Type", "Customer - Direct")
                        .put("BillingCity", "Hamburg")
                        .put("BillingCountry", "Germany")
                        .put("OwnerId", sam));
        var john = contact("John", "Smith", "john@acmecorp.com", "Head of Operations", acme, sam);
        var mia = contact("Mia", "Wong", "mia@acmecorp.com", "Chief Financial Officer", acme, sam);
        var open = opportunity("Acme rollout 2027", acme, "Proposal/Price Quote", 75, 40_000, 45, sam);
        opportunity("Acme pilot", acme, "Closed Won", 100, 12_000, -120, sam);
        role(open, john, "Business User", true);
        role(open, mia, "Economic Buyer", false);
        put(
                "Case",
                Json.object()
                        .put("CaseNumber", "00001001")
                        .put("Subject", "Import of old recordings stops half-way")
                        .put("Status", "New")
                        .put("Priority", "Medium")
                        .put("IsClosed", false)
                        .put("AccountId", acme)
                        .put("ContactId", john)
                        .put("OwnerId", sam));
        var globex = put(
                "Account",
                named("Globex")
                        .put("Website", "https://globex.example")
                        .put("Industry", "Energy")
                        .put("Type", "Prospect")
                        .put("OwnerId", sam));
        contact("Hank", "Scorpio", "hank@globex.example", "Director", globex, sam);
        put(
                "Lead",
                Json.object()
                        .put("FirstName", "Lena")
                        .put("LastName", "Vogel")
                        .put("Name", "Lena Vogel")
                        .put("Company", "Initech")
                        .put("Email", "lena@initech.example")
                        .put("Status", "Open - Not Contacted")
                        .put("IsConverted", false)
                        .put("OwnerId", sam));
        return admin;
    }

    private static ObjectNode named(String name) {
        return Json.object().put("Name", name);
    }

    private String put(String type, ObjectNode row) {
        return org.insert(Objects.requireNonNull(org.schema().find(type)), row);
    }

    private String user(String first, String last, String email) {
        return put(
                "User",
                named(first + " " + last)
                        .put("FirstName", first)
                        .put("LastName", last)
                        .put("Email", email)
                        .put("Username", email)
                        .put("IsActive", true)
                        .put("UserType", "Standard")
                        .put("TimeZoneSidKey", "Europe/Berlin"));
    }

    private String contact(String first, String last, String email, String title, String account, String owner) {
        return put(
                "Contact",
                named(first + " " + last)
                        .put("FirstName", first)
                        .put("LastName", last)
                        .put("Email", email)
                        .put("Title", title)
                        .put("AccountId", account)
                        .put("HasOptedOutOfEmail", false)
                        .put("OwnerId", owner));
    }

    private String opportunity(
            String name, String account, String stage, int probability, int amount, int days, String owner) {
        var today = LocalDate.ofInstant(org.clock().instant(), ZoneOffset.UTC);
        return put(
                "Opportunity",
                named(name)
                        .put("AccountId", account)
                        .put("StageName", stage)
                        .put("Probability", probability)
                        .put("Amount", amount)
                        .put("CloseDate", today.plusDays(days).toString())
                        .put("IsClosed", stage.startsWith("Closed"))
                        .put("IsWon", stage.equals("Closed Won"))
                        .put("OwnerId", owner));
    }

    private void role(String opportunity, String contact, String role, boolean primary) {
        put(
                "OpportunityContactRole",
                Json.object()
                        .put("OpportunityId", opportunity)
                        .put("ContactId", contact)
                        .put("Role", role)
                        .put("IsPrimary", primary));
    }

    private void stages() {
        var labels = List.of(
                "Prospecting",
                "Qualification",
                "Needs Analysis",
                "Value Proposition",
                "Id. Decision Makers",
                "Perception Analysis",
                "Proposal/Price Quote",
                "Negotiation/Review",
                "Closed Won",
                "Closed Lost");
        var chances = List.of(10, 10, 20, 50, 60, 70, 75, 90, 100, 0);
        for (var i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            put(
                    "OpportunityStage",
                    Json.object()
                            .put("MasterLabel", label)
                            .put("ApiName", label)
                            .put("IsActive", true)
                            .put("IsClosed", label.startsWith("Closed"))
                            .put("IsWon", label.equals("Closed Won"))
                            .put("DefaultProbability", chances.get(i))
                            .put("ForecastCategoryName", label.startsWith("Closed") ? "Closed" : "Pipeline")
                            .put("SortOrder", i + 1));
        }
    }

    private void taskStatuses() {
        var labels = List.of("Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred");
        for (var i = 0; i < labels.size(); i++) {
            var label = labels.get(i);
            put(
                    "TaskStatus",
                    Json.object()
                            .put("MasterLabel", label)
                            .put("ApiName", label)
                            .put("IsClosed", label.equals("Completed"))
                            .put("IsDefault", label.equals("Not Started"))
                            .put("SortOrder", i + 1));
        }
    }
}
