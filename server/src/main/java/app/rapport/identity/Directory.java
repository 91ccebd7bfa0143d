package app.rapport.identity;

import app.rapport.platform.OrganizationId;
import app.rapport.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers who and what is here. */
@Service
class Directory implements Organizations, Users {
    private static final String USERS = """
            select u.id, u.name, u.email, u.role, u.active, u.locale, coalesce(u.zone, o.zone) as zone
            from identity.users u join identity.organizations o on o.id = u.organization_id
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Directory(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /** Opens the transaction itself: it has to begin in the scope that sees all organisations. */
    @Override
    public List<OrganizationId> organizations() {
        return Tenancy.system(() ->
                transaction.execute(status -> db.sql("select id from identity.organizations order by id")
                        .query((row, number) -> new OrganizationId(row.getObject("id", UUID.class)))
                        .list()));
    }

    @Override
    @Transactional(readOnly = true)
    public Organization current() {
        return db.sql("select id, name, zone, competitors from identity.organizations where id = :id")
                .param("id", Tenancy.current().value())
                .query((row, number) -> new Organization(
                        new OrganizationId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        ZoneId.of(row.getString("zone")),
                        List.of((String[]) row.getArray("competitors").getArray())))
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<User> find(UserId id) {
        return db.sql(USERS + "where u.id = :id")
                .param("id", id.value())
                .query(Directory::user)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<User> byEmail(String email) {
        return db.sql(USERS + "where u.email_key = :email")
                .param("email", email.strip().toLowerCase(Locale.ROOT))
                .query(Directory::user)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UserId, User> find(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return db
                .sql(USERS + "where u.id in (:ids)")
                .param("ids", ids.stream().map(UserId::value).distinct().toList())
                .query(Directory::user)
                .list()
                .stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<User> all() {
        return db.sql(USERS + "order by lower(u.name), u.id")
                .query(Directory::user)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<User> holding(Permission permission) {
        var roles = Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .map(Role::word)
                .toList();
        return db.sql(USERS + "where u.active and u.role in (:roles) order by lower(u.name), u.id")
                .param("roles", roles)
                .query(Directory::user)
                .list();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getBoolean("active"),
                ZoneId.of(row.getString("zone")),
                row.getString("locale"));
    }
}
