package app.rapport.sandbox.hubspot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One type of CRM object and its properties; custom ones come and go. */
final class Kind {
    private final String name;
    private final String singular;
    private final String typeId;
    private final String group;
    private final String scopeFamily;
    private final Map<String, Property> properties = new LinkedHashMap<>();

    private Kind(List<String> parts) {
        this.name = parts.get(0).substring("type ".length()).strip();
        this.singular = parts.get(1);
        this.typeId = parts.get(2);
        this.group = parts.get(3);
        this.scopeFamily = parts.get(4);
    }

    static List<Kind> standard() {
        try (var in = Kind.class.getResourceAsStream("properties.txt")) {
            if (in == null) {
                throw new IllegalStateException("properties.txt is missing");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Kind> read(List<String> lines) {
        var kinds = new ArrayList<Kind>();
        for (var line : lines) {
            if (line.startsWith("type ")) {
                var kind = new Kind(List.of(line.split("\\|", -1)).stream()
                        .map(String::strip)
                        .toList());
                kind.put(Property.parse("hs_object_id | Record ID | number/number | shown; readonly", kind.group));
                kind.put(Property.parse("hs_object_source | Record source | string/text | readonly", kind.group));
                kinds.add(kind);
                if (!kind.name.equals("contacts")) {
                    kind.put(Property.parse(
                            "hs_lastmodifieddate | Object last modified | datetime/date | shown; readonly",
                            kind.group));
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var kind = kinds.getLast();
                kind.put(Property.parse(line, kind.group));
            }
        }
        return kinds;
    }

    String name() {
        return name;
    }

    String singular() {
        return singular;
    }

    String typeId() {
        return typeId;
    }

    String group() {
        return group;
    }

    /** Goes by its plural, its singular or its type id. */
    boolean called(String word) {
        return name.equals(word) || singular.equals(word) || typeId.equals(word);
    }

    boolean activity() {
        return properties.containsKey("hs_timestamp");
    }

    String modified() {
        return name.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
    }

    String created() {
        return activity() ? "hs_createdate" : "createdate";
    }

    String scope(boolean write) {
        return "crm.objects." + scopeFamily + (write ? ".write" : ".read");
    }

    String schemaScope(boolean write) {
        return "crm.schemas." + scopeFamily + (write ? ".write" : ".read");
    }

    Collection<Property> properties() {
        return properties.values();
    }

    @Nullable
    Property property(String wanted) {
        return properties.get(wanted);
    }

    void put(Property property) {
        properties.put(property.name(), property);
    }

    boolean remove(String property) {
        var known = properties.get(property);
        if (known == null || known.defined()) {
            return false;
        }
        properties.remove(property);
        return true;
    }
}
