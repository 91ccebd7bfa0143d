package app.rapport.identity;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes for tests of who may pass. */
@RestController
class TestRoutes {
    @Requires(Permission.MONITOR_READ)
    @GetMapping("/api/test-routes/monitor")
    Map<String, UserId> monitor(CurrentUser user) {
        return Map.of("asked", user.id());
    }

    @Requires(Permission.CUSTOMERS_WRITE)
    @PostMapping("/api/test-routes/customer")
    Map<String, UserId> change() {
        return Map.of("changed", CurrentUser.now().id());
    }
}
