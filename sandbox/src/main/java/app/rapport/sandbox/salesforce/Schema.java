package app.rapport.sandbox.salesforce;

import app.rapport.sandbox.Flags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of the org, read from {@code objects.txt}. */
final class Schema {
    private final Map<String, ObjectType> types = new LinkedHashMap<>();

    static Schema standard() {
        try (var in = Schema.class.getResourceAsStream("objects.txt")) {
            if (in == null) {
                throw new IllegalStateException("objects.txt is missing");
            }
            return new Schema(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema(List<String> lines) {
        ObjectType type = null;
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts =
                    List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
            if (parts.getFirst().startsWith("object ")) {
                type = begin(parts);
            } else if (type != null) {
                type.put(column(parts));
            }
        }
    }

    private ObjectType begin(List<String> parts) {
        var flags = parts.get(3);
        var type = new ObjectType(
                parts.getFirst().substring("object ".length()).strip(),
                parts.get(1),
                parts.get(2),
                !flags.contains("readonly"));
        types.put(type.name().toLowerCase(Locale.ROOT), type);
        type.put(column(List.of("Id", "Record ID", "id(18)", "readonly")));
        type.put(column(List.of("IsDeleted", "Deleted", "boolean", "readonly")));
        type.put(column(List.of("CreatedDate", "Created Date", "datetime", "readonly")));
        type.put(column(List.of("CreatedById", "Created By ID", "reference(18)", "readonly; ref=User; rel=CreatedBy")));
        type.put(column(List.of("LastModifiedDate", "Last Modified Date", "datetime", "readonly")));
        type.put(column(List.of(
                "LastModifiedById", "Last Modified By ID", "reference(18)", "readonly; ref=User; rel=LastModifiedBy")));
        type.put(column(List.of("SystemModstamp", "System Modstamp", "datetime", "readonly")));
        if (flags.contains("owned")) {
            type.put(column(List.of("OwnerId", "Owner ID", "reference(18)", "ref=User; rel=Owner; default=")));
        }
        return type;
    }

    /** One column: name, label, type(length), flags separated by semicolons. */
    static Field column(List<String> parts) {
        var kind = parts.get(2);
        var open = kind.indexOf('(');
        var flags = Flags.of(parts.size() > 3 ? parts.get(3) : "");
        var fallback = flags.get("default");
        return new Field(
                parts.get(0),
                parts.get(1),
                open < 0 ? kind : kind.substring(0, open),
                open < 0 ? 0 : Integer.parseInt(kind.substring(open + 1, kind.length() - 1)),
                flags.containsKey("required"),
                !flags.containsKey("readonly"),
                !flags.containsKey("readonly") && !flags.containsKey("createonly"),
                fallback == null || fallback.isEmpty() ? null : fallback,
                list(flags.get("values")),
                flags.containsKey("restricted"),
                list(flags.get("ref")),
                flags.get("rel"),
                flags.containsKey("externalId"),
                flags.containsKey("name"));
    }

    private static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::strip).toList();
    }

    Collection<ObjectType> types() {
        return types.values();
    }

    @Nullable
    ObjectType find(String name) {
        return types.get(name.toLowerCase(Locale.ROOT));
    }

    /** The type an id belongs to, by its first three characters. */
    @Nullable
    ObjectType ofId(String id) {
        for (var type : types.values()) {
            if (id.startsWith(type.prefix())) {
                return type;
            }
        }
        return null;
    }
}
