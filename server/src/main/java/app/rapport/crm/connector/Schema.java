package app.rapport.crm.connector;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one kind of record, and when they were read. */
public record Schema(String object, List<Field> fields, Instant asOf) {
    public Schema {
        fields = List.copyOf(fields);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    public boolean writable(String name) {
        return field(name).filter(Field::writable).isPresent();
    }

    /**
     * @param type text, choice, choices, boolean, number, date, datetime, link
     * @param length of a text, 0 when there is no limit we know
     * @param key whether values are unique and records can be addressed by it
     */
    public record Field(
            String name,
            String label,
            String type,
            int length,
            boolean required,
            boolean custom,
            boolean writable,
            boolean key,
            List<Option> options) {
        public Field {
            options = List.copyOf(options);
        }

        public boolean offers(String value) {
            return options.stream().anyMatch(option -> option.value().equals(value));
        }

        /** A value of ours in the form this field takes: cut to its length. */
        public String fit(String value) {
            return length > 0 ? Texts.cut(value, length) : value;
        }
    }

    public record Option(String value, String label) {}

    /** By name, in the CRM's order. */
    public Map<String, Field> byName() {
        var all = new LinkedHashMap<String, Field>();
        fields.forEach(field -> all.put(field.name(), field));
        return all;
    }
}
