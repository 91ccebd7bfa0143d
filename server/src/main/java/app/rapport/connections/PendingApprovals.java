package app.rapport.connections;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.HomePart;
import app.rapport.identity.Permission;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Members' wishes to connect something, for those who decide. */
@Component
class PendingApprovals implements HomePart {
    private final Requests requests;

    PendingApprovals(Requests requests) {
        this.requests = requests;
    }

    record Pending(List<Requests.View> items) {}

    @Override
    public String name() {
        return "pendingApprovals";
    }

    @Override
    public Optional<Object> of(CurrentUser user) {
        return user.may(Permission.INTEGRATIONS_MANAGE) ? Optional.of(new Pending(requests.list())) : Optional.empty();
    }
}
