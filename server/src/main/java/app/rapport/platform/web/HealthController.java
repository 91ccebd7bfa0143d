package app.rapport.platform.web;

import app.rapport.platform.Public;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this process serves: it answers and reaches its database. */
@RestController
class HealthController {
    private static final Logger log = LoggerFactory.getLogger(HealthController.class);
    private static final String VERSION =
            Objects.requireNonNullElse(HealthController.class.getPackage().getImplementationVersion(), "development");

    private final JdbcClient db;

    HealthController(JdbcClient db) {
        this.db = db;
    }

    record Health(String status, String version) {}

    @Public
    @GetMapping("/api/health")
    ResponseEntity<Health> health() {
        try {
            db.sql("select 1").query(Integer.class).single();
            return ResponseEntity.ok(new Health("up", VERSION));
        } catch (DataAccessException e) {
            log.warn("the database does not answer: {}", e.getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("down", VERSION));
        }
    }
}
