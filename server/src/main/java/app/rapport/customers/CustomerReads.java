package app.rapport.customers;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Customers for screens and the API. */
@Service
class CustomerReads {
    private static final String ROW = """
            select c.*,
              array(select d.domain from customers.customer_domain d where d.customer_id = c.id order by d.position) as domains,
              (select count(*) from customers.stakeholders s where s.customer_id = c.id and s.archived_at is null) as people
            from customers.customers c
            """;
    private final JdbcClient db;
    private final Users users;
    private final JsonMapper json;
    private final ObjectProvider<CustomerFacet> facets;

    CustomerReads(JdbcClient db, Users users, JsonMapper json, ObjectProvider<CustomerFacet> facets) {
        this.db = db;
        this.users = users;
        this.json = json;
        this.facets = facets;
    }

    /**
     * What the list can be narrowed to; null leaves a filter out.
     *
     * @param query part of a name or domain
     * @param owner a user's id, or "me", or "none"
     */
    record Filter(
            @Nullable String query,
            @Nullable String owner,
            @Nullable String segment,
            @Nullable String lifecycle,
            boolean archived) {}

    /** By name or by renewal date, undated last. */
    @Transactional(readOnly = true)
    Page<CustomerView> list(Filter filter, @Nullable String sort, @Nullable String after, int limit) {
        var order = order(sort);
        var cursor = Cursor.read(after, 2);
        var rows = filtered(ROW + """
                        where (archived_at is not null) = :archived
                          and (cast(:query as text) is null or name ilike '%%' || :query || '%%'
                               or exists (select from customers.customer_domain d where d.customer_id = c.id and d.domain like '%%' || :query || '%%'))
                          and (not :unowned or owner_id is null)
                          and (cast(:owner as uuid) is null or owner_id = :owner)
                          and (cast(:segment as text) is null or segment = :segment)
                          and (cast(:lifecycle as text) is null or lifecycle = :lifecycle)
                          and (cast(:at as text) is null or (%1$s, id) > (:at, :id))
                        order by %1$s, id limit :limit
                        """.formatted(order), filter)
                .param("at", cursor == null ? null : cursor.parts().getFirst())
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> new Positioned(view(row), row))
                .list();
        var page = Page.of(
                rows, limit, row -> Cursor.of(row.position(order), row.view().id()));
        var finished = finished(page.items().stream().map(Positioned::view).toList());
        return new Page<>(finished, page.nextCursor(), count(filter));
    }

    /** A row with its place in each order. */
    private record Positioned(CustomerView view, String byName, String byRenewal) {
        Positioned(CustomerView view, ResultSet row) throws SQLException {
            this(
                    view,
                    view.name().toLowerCase(java.util.Locale.ROOT),
                    row.getObject("renewal_date") == null ? "9999" : row.getString("renewal_date"));
        }

        String position(String order) {
            return order.startsWith("lower") ? byName : byRenewal;
        }
    }

    private static String order(@Nullable String sort) {
        return switch (sort) {
            case null -> "lower(name) collate \"C\"";
            case "name" -> "lower(name) collate \"C\"";
            case "renewal" -> "coalesce(to_char(renewal_date, 'YYYY-MM-DD'), '9999') collate \"C\"";
            default -> throw Problem.invalid("invalid_sort", "Customers sort by name or renewal.");
        };
    }

    private long count(Filter filter) {
        return filtered("""
                select count(*) from customers.customers c
                where (archived_at is not null) = :archived
                  and (cast(:query as text) is null or name ilike '%' || :query || '%'
                       or exists (select from customers.customer_domain d where d.customer_id = c.id and d.domain like '%' || :query || '%'))
                  and (not :unowned or owner_id is null)
                  and (cast(:owner as uuid) is null or owner_id = :owner)
                  and (cast(:segment as text) is null or segment = :segment)
                  and (cast(:lifecycle as text) is null or lifecycle = :lifecycle)
                """, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
        var query = filter.query() == null || filter.query().isBlank()
                ? null
                : filter.query().strip();
        return db.sql(sql)
                .param("archived", filter.archived())
                .param(
                        "query",
                        query == null
                                ? null
                                : query.replace("\\", "\\\\")
                                        .replace("%", "\\%")
                                        .replace("_", "\\_"))
                .param("unowned", "none".equals(filter.owner()))
                .param("owner", owner(filter.owner()))
                .param("segment", filter.segment())
                .param("lifecycle", filter.lifecycle());
    }

    private static @Nullable UUID owner(@Nullable String owner) {
        return switch (owner) {
            case null -> null;
            case "none" -> null;
            case "me" -> CurrentUser.now().id().value();
            default -> {
                try {
                    yield UUID.fromString(owner);
                } catch (IllegalArgumentException notAnId) {
                    throw Problem.invalid("invalid_owner", "An owner is a user's id, me or none.");
                }
            }
        };
    }

    @Transactional(readOnly = true)
    CustomerView one(UUID id) {
        var found = db.sql(ROW + "where c.id = :id")
                .param("id", id)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> Problem.notFound("customer"));
        return finished(List.of(found)).getFirst();
    }

    private CustomerView view(ResultSet row) throws SQLException {
        var owner = row.getObject("owner_id", UUID.class);
        return new CustomerView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                List.of((String[])
                        Objects.requireNonNull(row.getArray("domains")).getArray()),
                row.getString("segment"),
                row.getString("lifecycle"),
                row.getString("region"),
                owner == null ? null : new CustomerView.Owner(owner, ""),
                row.getObject("renewal_date", LocalDate.class),
                json.readValue(row.getString("external_ids"), new TypeReference<Map<String, String>>() {}),
                row.getInt("people"),
                row.getObject("archived_at") != null,
                Timestamps.read(row, "created_at"),
                Timestamps.read(row, "updated_at"),
                Map.of());
    }

    /** Puts in owners' names and what other modules add: one query each for the whole page. */
    private List<CustomerView> finished(List<CustomerView> views) {
        var ids = views.stream().map(CustomerView::id).toList();
        var owners = users.find(views.stream()
                .map(CustomerView::owner)
                .filter(Objects::nonNull)
                .map(owner -> new UserId(owner.id()))
                .distinct()
                .toList());
        var added = new LinkedHashMap<String, Map<UUID, Object>>();
        facets.forEach(facet -> added.put(facet.name(), facet.of(ids)));
        return views.stream()
                .map(view -> {
                    var own = new LinkedHashMap<String, @Nullable Object>();
                    added.forEach((name, values) -> own.put(name, values.get(view.id())));
                    var user = view.owner() == null
                            ? null
                            : owners.get(new UserId(view.owner().id()));
                    return new CustomerView(
                            view.id(),
                            view.name(),
                            view.domains(),
                            view.segment(),
                            view.lifecycle(),
                            view.region(),
                            user == null
                                    ? null
                                    : new CustomerView.Owner(user.id().value(), user.name()),
                            view.renewalDate(),
                            view.externalIds(),
                            view.stakeholderCount(),
                            view.archived(),
                            view.createdAt(),
                            view.updatedAt(),
                            own);
                })
                .toList();
    }
}
