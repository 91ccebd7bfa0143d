package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One column of an object. */
record Field(
        String name,
        String label,
        String type,
        int length,
        boolean required,
        boolean createable,
        boolean updateable,
        @Nullable String defaultValue,
        List<String> values,
        boolean restricted,
        List<String> referenceTo,
        @Nullable String relationship,
        boolean externalId,
        boolean nameField) {

    boolean custom() {
        return name.endsWith("__c");
    }

    boolean textual() {
        return switch (type) {
            case "boolean", "int", "double", "currency", "percent" -> false;
            default -> true;
        };
    }

    boolean numeric() {
        return switch (type) {
            case "int", "double", "currency", "percent" -> true;
            default -> false;
        };
    }

    ObjectNode describe() {
        var text = textual() && !type.equals("date") && !type.equals("datetime");
        var number = numeric() && !type.equals("int");
        var json = Json.object()
                .put("name", name)
                .put("label", label)
                .put("type", type)
                .put("length", text ? length : 0)
                .put("byteLength", text ? length * 3 : 0)
                .put("precision", number ? 18 : 0)
                .put("scale", number ? 2 : 0)
                .put("digits", type.equals("int") ? 8 : 0)
                .put("nillable", !required && !type.equals("boolean") && !type.equals("id"))
                .put("createable", createable)
                .put("updateable", updateable)
                .put("defaultedOnCreate", defaultValue != null || type.equals("boolean") || !createable || isOwner())
                .put("calculated", false)
                .put("custom", custom())
                .put("unique", externalId)
                .put("externalId", externalId)
                .put("idLookup", externalId || type.equals("id") || name.equals("Email"))
                .put("autoNumber", false)
                .put("caseSensitive", false)
                .put("filterable", !type.equals("textarea"))
                .put("sortable", !type.equals("textarea"))
                .put("groupable", text && !type.equals("textarea"))
                .put("nameField", nameField)
                .put("namePointing", referenceTo.size() > 1)
                .put("polymorphicForeignKey", referenceTo.size() > 1)
                .put("restrictedPicklist", restricted)
                .put("dependentPicklist", false)
                .put("deprecatedAndHidden", false)
                .put("htmlFormatted", false)
                .put("soapType", soapType());
        json.putNull("controllerName");
        json.putNull("compoundFieldName");
        json.putNull("inlineHelpText");
        json.putNull("calculatedFormula");
        json.putNull("defaultValueFormula");
        json.put("defaultValue", defaultValue);
        json.put("relationshipName", relationship);
        var references = json.putArray("referenceTo");
        referenceTo.forEach(references::add);
        var picklist = json.putArray("picklistValues");
        for (var value : values) {
            picklist.add(Json.object()
                    .put("active", true)
                    .put("defaultValue", value.equals(defaultValue))
                    .put("label", value)
                    .putNull("validFor")
                    .put("value", value));
        }
        return json;
    }

    private boolean isOwner() {
        return name.equals("OwnerId");
    }

    private String soapType() {
        return switch (type) {
            case "id", "reference" -> "tns:ID";
            case "boolean" -> "xsd:boolean";
            case "int" -> "xsd:int";
            case "double", "currency", "percent" -> "xsd:double";
            case "date" -> "xsd:date";
            case "datetime" -> "xsd:dateTime";
            default -> "xsd:string";
        };
    }
}
