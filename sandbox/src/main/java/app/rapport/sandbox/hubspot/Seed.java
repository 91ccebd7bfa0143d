package app.rapport.sandbox.hubspot;

import app.rapport.sandbox.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** What is in the account when it begins: the same two companies and people as in the simulated Salesforce. */
final class Seed {
    private final Portal portal;

    Seed(Portal portal) {
        this.portal = portal;
    }

    void plant() {
        var acme = put(
                "companies",
                "name",
                "Acme Corp",
                "domain",
                "acmecorp.com",
                "website",
                "www.acmecorp.com",
                "numberofemployees",
                "420",
                "city",
                "Hamburg",
                "country",
                "Germany",
                "lifecyclestage",
                "customer");
        var john = contact("John", "Smith", "john@acmecorp.com", "Head of Operations", "Acme Corp", acme);
        var mia = contact("Mia", "Wong", "mia@acmecorp.com", "Chief Financial Officer", "Acme Corp", acme);
        var open = deal("Acme rollout 2027", "40000", "contractsent", 45, acme);
        link(open, john);
        link(open, mia);
        link(deal("Acme pilot", "12000", "closedwon", -120, acme), john);
        var globex = put("companies", "name", "Globex", "domain", "globex.example", "lifecyclestage", "lead");
        contact("Hank", "Scorpio", "hank@globex.example", "Director", "Globex", globex);
    }

    private Item contact(String first, String last, String email, String title, String company, Item at) {
        var contact = put(
                "contacts",
                "firstname",
                first,
                "lastname",
                last,
                "email",
                email,
                "jobtitle",
                title,
                "company",
                company,
                "lifecyclestage",
                "customer");
        link(contact, at);
        return contact;
    }

    private Item deal(String name, String amount, String stage, int days, Item company) {
        var close = portal.clock().instant().plus(Duration.ofDays(days)).toString();
        var deal = put(
                "deals",
                "dealname",
                name,
                "amount",
                amount,
                "dealstage",
                stage,
                "pipeline",
                "default",
                "closedate",
                close);
        link(deal, company);
        return deal;
    }

    private Item put(String type, String... pairs) {
        var properties = Json.object();
        for (var i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        properties.put("hubspot_owner_id", "88842095");
        return create(type, properties);
    }

    private Item create(String type, ObjectNode properties) {
        var item = portal.create(portal.kind(type), properties, null);
        item.set("hs_object_source", "CRM_UI");
        return item;
    }

    private void link(Item from, Item to) {
        var type = AssociationTypes.between(from.kind, to.kind);
        if (type != null) {
            portal.link(from, to, type);
        }
    }
}
