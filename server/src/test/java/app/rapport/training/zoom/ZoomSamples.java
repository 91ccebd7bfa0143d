package app.rapport.training.zoom;

import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;

import app.rapport.SampleIds;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Somebody with a licence. */
@Component
class ZoomSamples implements SampleIds {
    @Override
    public Map<String, String> of(TestOrganization organization) {
        var instructor = organization.user(Role.INSTRUCTOR).id().toString();
        var ignored = json(post(organization.admin(), "/api/training/licences/" + instructor, "{}"), 200);
        return Map.of("/api/training/licences/{userId}", instructor);
    }
}
