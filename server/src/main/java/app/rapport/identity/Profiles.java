package app.rapport.identity;

import app.rapport.platform.Problem;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person sets for themselves. */
@Service
class Profiles {
    private final JdbcClient db;

    Profiles(JdbcClient db) {
        this.db = db;
    }

    record Profile(
            String name,
            String locale,
            ZoneId zone,
            boolean singleKeyShortcuts,
            MeController.OrganizationView organization) {}

    @Transactional(readOnly = true)
    public Profile of(UserId user) {
        return db.sql("""
                select u.name, u.locale, coalesce(u.zone, o.zone) as zone, u.single_key_shortcuts,
                  o.id as organization, o.name as organization_name, o.zone as organization_zone
                from identity.users u join identity.organizations o on o.id = u.organization_id where u.id = :id
                """)
                .param("id", user.value())
                .query((row, number) -> new Profile(
                        row.getString("name"),
                        row.getString("locale"),
                        ZoneId.of(row.getString("zone")),
                        row.getBoolean("single_key_shortcuts"),
                        new MeController.OrganizationView(
                                row.getObject("organization", UUID.class),
                                row.getString("organization_name"),
                                ZoneId.of(row.getString("organization_zone")))))
                .optional()
                .orElseThrow(() -> Problem.notFound("user"));
    }
}
