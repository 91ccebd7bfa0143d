package app.rapport.demo;

import app.rapport.platform.Public;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says when the demo's data is there: 503 before, 200 after. */
@RestController
class DemoHealthController {
    private final DemoData data;

    DemoHealthController(DemoData data) {
        this.data = data;
    }

    record Health(String status) {}

    @Public
    @GetMapping("/api/health/demo")
    ResponseEntity<Health> health() {
        return data.ready()
                ? ResponseEntity.ok(new Health("ready"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("loading"));
    }
}
