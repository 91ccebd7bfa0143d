package app.rapport.connections;

import app.rapport.audit.AuditTrail;
import app.rapport.identity.CurrentUser;
import app.rapport.identity.Permission;
import app.rapport.identity.Requires;
import app.rapport.platform.Problem;
import app.rapport.platform.jobs.Jobs;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Seals all of an organisation's secrets under a new key. */
@RestController
class SecretsController {
    private static final String KIND = "secrets.rotate";

    private final Jobs jobs;
    private final AuditTrail audit;

    SecretsController(Jobs jobs, AuditTrail audit) {
        this.jobs = jobs;
        this.audit = audit;
    }

    record Started(UUID jobId) {}

    @Requires(Permission.ORGANIZATION_MANAGE)
    @PostMapping("/api/organization/rotate-secrets")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    public Started rotate(CurrentUser user) {
        var organization = user.organization().toString();
        jobs.underWay(KIND, organization).ifPresent(job -> {
            throw Problem.conflict("rotation_running", "The secrets are being sealed again already.")
                    .with("jobId", job);
        });
        var job = jobs.start(KIND, organization);
        audit.record("organization.secrets_rotated", "organization", organization, Map.of("jobId", job));
        return new Started(job);
    }
}
