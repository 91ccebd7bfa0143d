package app.rapport.training.attendance;

import java.util.List;

/**
 * What an organisation takes for present.
 *
 * @param warnBelowPercent a learner of a cohort who attended less than this share of it is pointed out
 */
record AttendanceSettings(List<SessionType> types, int warnBelowPercent, boolean certificates) {
    static final String CLASS = "class";

    /** @param type what {@code sessions.type} holds; {@code class} is for all that have no entry of their own */
    record SessionType(String type, String name, int presencePercent, int lateAfterMinutes) {}

    static final AttendanceSettings DEFAULT = new AttendanceSettings(
            List.of(
                    new SessionType(CLASS, "Class", 75, 10),
                    new SessionType("webinar", "Webinar", 50, 15),
                    new SessionType("workshop", "Workshop", 80, 10)),
            60,
            true);

    SessionType of(String type) {
        return types.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .or(() -> types.stream().filter(one -> one.type().equals(CLASS)).findFirst())
                .orElseGet(() -> DEFAULT.types().getFirst());
    }
}
