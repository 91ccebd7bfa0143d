package app.rapport.crm.connector;

/**
 * Which of our facts goes into which field there, besides the fixed ones.
 *
 * @param source one of {@link Source}
 */
public record Mapping(String source, CrmObject object, String field, boolean enabled) {}
