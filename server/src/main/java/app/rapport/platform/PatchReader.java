package app.rapport.platform;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.type.TypeFactory;

/** Tells a field that is null from one that is not there. */
final class PatchReader extends ValueDeserializer<Patch<?>> {
    private final JavaType content;

    PatchReader() {
        this(TypeFactory.unknownType());
    }

    private PatchReader(JavaType content) {
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var type = property == null ? context.getContextualType() : property.getType();
        return new PatchReader(type.containedTypeOrUnknown(0));
    }

    @Override
    public Patch<?> deserialize(JsonParser parser, DeserializationContext context) {
        return Patch.to(context.readValue(parser, content));
    }

    @Override
    public Patch<?> getNullValue(DeserializationContext context) {
        return Patch.to(null);
    }

    @Override
    public Patch<?> getAbsentValue(DeserializationContext context) {
        return Patch.absent();
    }
}
