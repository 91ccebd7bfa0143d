package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import java.time.ZoneId;
import java.util.List;

/** The organisations of this installation. */
public interface Organizations {
    /** All of them, for schedules that work through each in turn. Needs no scope. */
    List<OrganizationId> organizations();

    /** The one in scope. */
    Organization current();

    /** @param competitors names to listen for in conversations */
    record Organization(OrganizationId id, String name, ZoneId zone, List<String> competitors) {}
}
