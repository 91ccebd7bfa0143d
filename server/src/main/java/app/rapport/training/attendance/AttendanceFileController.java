package app.rapport.training.attendance;

import static app.rapport.identity.Permission.TRAINING;

import app.rapport.identity.Requires;
import app.rapport.platform.Problem;
import app.rapport.platform.SignedIn;
import app.rapport.platform.csv.CsvOut;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Attendance as a file over HTTP. */
@RestController
class AttendanceFileController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final AttendanceDesk desk;
    private final Certificates certificates;

    AttendanceFileController(AttendanceDesk desk, Certificates certificates) {
        this.desk = desk;
        this.certificates = certificates;
    }

    /** For who attended, in their language. */
    @Requires(TRAINING)
    @GetMapping("/api/sessions/{id}/attendance/{userId}/certificate")
    ResponseEntity<byte[]> certificate(@PathVariable UUID id, @PathVariable UUID userId) {
        return pdf(certificates.of(id, userId));
    }

    /** One's own, for a session one attended. */
    @SignedIn
    @GetMapping("/api/my-courses/{id}/certificate")
    ResponseEntity<byte[]> certificate(@PathVariable UUID id) {
        return pdf(certificates.mine(id));
    }

    private static ResponseEntity<byte[]> pdf(byte[] certificate) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "attachment; filename=\"certificate.pdf\"")
                .body(certificate);
    }

    /** @param format csv or xlsx */
    @Requires(TRAINING)
    @GetMapping(path = "/api/sessions/{id}/attendance", params = "format")
    void file(@PathVariable UUID id, @RequestParam String format, HttpServletResponse answer) throws IOException {
        switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> AttendanceFile.csv(desk.report(id), CsvOut.download(answer, "attendance.csv"));
            case "xlsx" -> {
                var report = desk.report(id);
                answer.setContentType(XLSX);
                answer.setHeader("Content-Disposition", "attachment; filename=\"attendance.xlsx\"");
                AttendanceFile.xlsx(report, answer.getOutputStream());
            }
            default ->
                throw Problem.invalid("invalid_format", "The report comes as csv or as xlsx.")
                        .with("field", "format");
        }
    }
}
