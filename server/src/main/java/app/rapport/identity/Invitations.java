package app.rapport.identity;

import app.rapport.platform.Ids;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The way in for everybody but the first administrator. */
@Service
class Invitations {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Founding founding;
    private final Passwords passwords;
    private final Sessions sessions;
    private final ObjectProvider<InvitationLetters> letters;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final IdentitySettings settings;
    private final RapportSettings rapport;

    Invitations(
            JdbcClient db,
            TransactionTemplate transaction,
            Directory directory,
            Founding founding,
            Passwords passwords,
            Sessions sessions,
            ObjectProvider<InvitationLetters> letters,
            ApplicationEventPublisher events,
            Clock clock,
            IdentitySettings settings,
            RapportSettings rapport) {
        this.db = db;
        this.transaction = transaction;
        this.directory = directory;
        this.founding = founding;
        this.passwords = passwords;
        this.sessions = sessions;
        this.letters = letters;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
        this.rapport = rapport;
    }

    record Made(UUID id, String email, @Nullable String name, Role role, Instant expiresAt, String link) {}

    record Listed(
            UUID id,
            String email,
            @Nullable String name,
            Role role,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt,
            boolean expired) {}

    /** What the invited person sees before accepting. */
    record Offer(
            String organizationName, String email, @Nullable String name, Role role) {}

    private record Open(
            UUID id,
            OrganizationId organization,
            String organizationName,
            EmailAddress email,
            @Nullable String name,
            Role role) {}

    /** A second invitation of the same person replaces the first. */
    @Transactional
    public Made invite(CurrentUser by, EmailAddress email, @Nullable String name, Role role) {
        if (directory.byEmail(email.value()).isPresent()) {
            throw Problem.conflict("email_taken", "Somebody with this e-mail address is a member already.")
                    .with("field", "email");
        }
        var token = Tokens.fresh();
        var now = clock.instant();
        var made = new Made(
                Ids.next(),
                email.value(),
                name,
                role,
                now.plus(settings.invitationLife()),
                rapport.appUrl() + "/invitation/" + token);
        db.sql("delete from identity.invitations where email = :email and accepted_at is null")
                .param("email", email.value())
                .update();
        db.sql("""
                insert into identity.invitations
                  (id, organization_id, email, name, role, token_hash, invited_by, created_at, expires_at)
                values (:id, :organization, :email, :name, :role, :hash, :by, :now, :expires)
                on conflict (organization_id, email) where accepted_at is null do update set
                  id = excluded.id, name = excluded.name, role = excluded.role, token_hash = excluded.token_hash,
                  invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at
                """)
                .param("id", made.id())
                .param("organization", Tenancy.current().value())
                .param("email", email.value())
                .param("name", name)
                .param("role", role.word())
                .param("hash", Tokens.digest(token))
                .param("by", by.id().value())
                .param("now", Timestamps.at(now))
                .param("expires", Timestamps.at(made.expiresAt()))
                .update();
        var organization = directory.current().name();
        letters.forEach(post -> post.send(new InvitationLetters.Letter(
                email.value(), by.name(), organization, made.link(), made.expiresAt(), by.locale())));
        events.publishEvent(new AccountChanged(
                "invitation.sent",
                "invitation",
                made.id().toString(),
                Map.of("email", email.value(), "role", role.word()),
                null));
        return made;
    }

    @Transactional(readOnly = true)
    public List<Listed> open() {
        var now = clock.instant();
        return db.sql("""
                select i.id, i.email, i.name, i.role, u.name as invited_by, i.created_at, i.expires_at
                from identity.invitations i join identity.users u on u.id = i.invited_by
                where i.accepted_at is null order by i.created_at desc, i.id desc
                """)
                .query((row, number) -> new Listed(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getString("name"),
                        Role.of(row.getString("role")),
                        row.getString("invited_by"),
                        Timestamps.read(row, "created_at"),
                        Timestamps.read(row, "expires_at"),
                        Timestamps.read(row, "expires_at").isBefore(now)))
                .list();
    }

    @Transactional
    public void withdraw(UUID id) {
        var gone = db.sql("delete from identity.invitations where id = :id and accepted_at is null")
                .param("id", id)
                .update();
        if (gone == 0) {
            throw Problem.notFound("invitation");
        }
        events.publishEvent(new AccountChanged("invitation.withdrawn", "invitation", id.toString(), Map.of(), null));
    }

    Offer offer(String token) {
        var open = find(token);
        return new Offer(open.organizationName(), open.email().value(), open.name(), open.role());
    }

    /** Makes the account; the answer is its first session's token. */
    String accept(String token, String name, String password, Client client) {
        var open = find(token);
        var hash = passwords.hash(password);
        return Tenancy.in(
                open.organization(),
                () -> transaction.execute(status -> {
                    var taken = db.sql("""
                    update identity.invitations set accepted_at = :now where id = :id and accepted_at is null
                    """)
                            .param("now", Timestamps.at(clock.instant()))
                            .param("id", open.id())
                            .update();
                    if (taken == 0) {
                        throw Problem.notFound("invitation");
                    }
                    return sessions.open(founding.add(name, open.email(), open.role(), hash), client);
                }));
    }

    private Open find(String token) {
        Optional<Open> found = Tenancy.system(() -> transaction.execute(status -> db.sql("""
                select i.id, i.organization_id, o.name as organization_name, i.email, i.name, i.role
                from identity.invitations i join identity.organizations o on o.id = i.organization_id
                where i.token_hash = :hash and i.accepted_at is null and i.expires_at > :now
                """)
                .param("hash", Tokens.digest(token))
                .param("now", Timestamps.at(clock.instant()))
                .query((row, number) -> new Open(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getString("organization_name"),
                        new EmailAddress(row.getString("email")),
                        row.getString("name"),
                        Role.of(row.getString("role"))))
                .optional()));
        return found.orElseThrow(() -> Problem.notFound("invitation"));
    }
}
