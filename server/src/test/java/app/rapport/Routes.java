package app.rapport;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the API, and where in a request it takes ids. */
@Component
class Routes {
    /** Names in a path that stand for no organisation's thing. */
    private static final Set<String> PUBLIC_WORDS = Set.of("provider", "token");

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    private final RequestMappingHandlerMapping mappings;

    Routes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    record Route(HttpMethod method, String path, HandlerMethod handler, MediaType consumes) {
        String name() {
            return method + " " + path;
        }

        /** The route up to and with each id of an organisation's thing: {@code /api/customers/{id}}. */
        List<String> things() {
            return IN_PATH.matcher(path)
                    .results()
                    .filter(part -> !PUBLIC_WORDS.contains(part.group(1)))
                    .map(part -> path.substring(0, part.end()))
                    .toList();
        }

        /** Names of all it takes in its query. */
        List<String> parameters() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                    .map(parameter -> parameter.getParameter().getName())
                    .toList();
        }

        /** All that its body may have, also one level down. */
        List<Gap> gapsInBody() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                    .filter(parameter -> parameter.getParameterType().isRecord())
                    .flatMap(parameter ->
                            Arrays.stream(parameter.getParameterType().getRecordComponents()))
                    .flatMap(part -> Stream.concat(Stream.of(new Gap(part.getName(), "", "")), gapsWithin(part)))
                    .toList();
        }

        /** Names of the ids in its query. */
        List<String> idsInQuery() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(parameter ->
                            parameter.hasParameterAnnotation(RequestParam.class) && isId(parameter.getParameterType()))
                    .map(Route::asked)
                    .toList();
        }

        /** What a caller writes, which need not be what the method calls it. */
        private static String asked(MethodParameter parameter) {
            var name = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                    .name();
            return name.isEmpty() ? parameter.getParameter().getName() : name;
        }

        /** Names of the ids in its body. */
        List<String> idsInBody() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                    .flatMap(parameter -> idsIn(parameter.getParameterType()).stream())
                    .toList();
        }
    }

    List<Route> all() {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> !entry.getValue().getBeanType().getName().startsWith("org.springdoc."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(
                                        method.asHttpMethod(),
                                        path,
                                        entry.getValue(),
                                        entry.getKey().getConsumesCondition().getConsumableMediaTypes().stream()
                                                .findFirst()
                                                .orElse(MediaType.APPLICATION_JSON)))))
                .toList();
    }

    List<Route> having(Class<? extends java.lang.annotation.Annotation> annotation) {
        return all().stream().filter(route -> annotated(route, annotation)).toList();
    }

    List<Route> without(Class<? extends java.lang.annotation.Annotation> annotation) {
        return all().stream().filter(route -> !annotated(route, annotation)).toList();
    }

    private static boolean annotated(Route route, Class<? extends java.lang.annotation.Annotation> annotation) {
        AnnotatedElement method = route.handler().getMethod();
        return method.isAnnotationPresent(annotation);
    }

    /** A field of a body, and what to put around a value that goes into it. */
    record Gap(String field, String before, String after) {}

    private static Stream<Gap> gapsWithin(RecordComponent part) {
        var list = Collection.class.isAssignableFrom(part.getType());
        var type = list && part.getGenericType() instanceof ParameterizedType of
                ? of.getActualTypeArguments()[0]
                : part.getType();
        return type instanceof Class<?> inner && inner.isRecord()
                ? Arrays.stream(inner.getRecordComponents())
                        .map(field -> new Gap(
                                part.getName(),
                                (list ? "[" : "") + "{\"" + field.getName() + "\":",
                                "}" + (list ? "]" : "")))
                : Stream.empty();
    }

    private static List<String> idsIn(Class<?> body) {
        var names = new ArrayList<String>();
        if (body.isRecord()) {
            for (var part : body.getRecordComponents()) {
                if (isId(part.getType()) || isListOfIds(part)) {
                    names.add(part.getName());
                }
            }
        }
        return names;
    }

    private static boolean isListOfIds(RecordComponent part) {
        return Collection.class.isAssignableFrom(part.getType())
                && part.getGenericType() instanceof ParameterizedType list
                && Stream.of(list.getActualTypeArguments()).anyMatch(Routes::isId);
    }

    /** A UUID, or a record around one. */
    private static boolean isId(Type type) {
        if (!(type instanceof Class<?> wrapper) || !wrapper.isRecord()) {
            return type == UUID.class;
        }
        var parts = wrapper.getRecordComponents();
        return parts.length == 1 && parts[0].getType() == UUID.class;
    }
}
