package app.rapport.training.attendance;

import app.rapport.platform.csv.CsvOut;
import app.rapport.training.attendance.AttendanceReport.Attendee;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** The report as a file: one row for everybody expected, the absent too. */
final class AttendanceFile {
    private static final List<String> COLUMNS = List.of(
            "name",
            "email",
            "status",
            "automatic_status",
            "override_status",
            "override_reason",
            "override_by",
            "override_at",
            "first_join",
            "last_leave",
            "seconds",
            "percent",
            "stints");
    private static final int FIRST_NUMBER = COLUMNS.indexOf("seconds");

    private AttendanceFile() {}

    static void csv(AttendanceReport report, Writer to) throws IOException {
        var out = new CsvOut(to);
        out.row(COLUMNS);
        for (var attendee : report.attendees()) {
            out.row(cells(attendee));
        }
        out.flush();
    }

    /** Text is text here, whatever it begins with: a spreadsheet runs none of it. */
    static void xlsx(AttendanceReport report, OutputStream to) throws IOException {
        try (var workbook = new Workbook(to, "Rapport", "1.0")) {
            var sheet = workbook.newWorksheet("Attendance");
            for (var column = 0; column < COLUMNS.size(); column++) {
                sheet.value(0, column, COLUMNS.get(column));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            for (var row = 0; row < report.attendees().size(); row++) {
                var attendee = report.attendees().get(row);
                var cells = cells(attendee);
                for (var column = 0; column < FIRST_NUMBER; column++) {
                    sheet.value(row + 1, column, cells.get(column));
                }
                sheet.value(row + 1, FIRST_NUMBER, attendee.seconds());
                sheet.value(row + 1, FIRST_NUMBER + 1, attendee.percent());
                sheet.value(row + 1, FIRST_NUMBER + 2, attendee.stints());
            }
        }
    }

    private static List<@Nullable String> cells(Attendee attendee) {
        var decided = attendee.override();
        return Arrays.asList(
                attendee.name(),
                attendee.email(),
                attendee.status(),
                attendee.automaticStatus(),
                decided == null ? null : decided.status(),
                decided == null ? null : decided.reason(),
                decided == null || decided.by() == null ? null : decided.by().name(),
                decided == null ? null : decided.at().toString(),
                text(attendee.firstJoin()),
                text(attendee.lastLeave()),
                Integer.toString(attendee.seconds()),
                Double.toString(attendee.percent()),
                Integer.toString(attendee.stints()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : Objects.toString(at);
    }
}
