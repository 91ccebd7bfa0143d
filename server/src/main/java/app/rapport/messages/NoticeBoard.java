package app.rapport.messages;

import app.rapport.identity.Permission;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Puts notices before people, once each while the last one is unread. */
@Component
class NoticeBoard implements Notices {
    private final JdbcClient db;
    private final Users users;
    private final LiveEvents live;
    private final Clock clock;
    private final JsonMapper json;

    NoticeBoard(JdbcClient db, Users users, LiveEvents live, Clock clock, JsonMapper json) {
        this.db = db;
        this.users = users;
        this.live = live;
        this.clock = clock;
        this.json = json;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise(Permission audience, Notice notice) {
        raise(users.holding(audience).stream().map(Users.User::id).toList(), notice);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise(Collection<UserId> people, Notice notice) {
        var news = 0;
        for (var person : people) {
            news += db.sql("""
                    insert into messages.notices
                      (id, organization_id, user_id, kind, severity, title, body, parts, link, key, created_at)
                    values (:id, :organization, :user, :kind, :severity, :title, :body, cast(:parts as jsonb), :link, :key, :now)
                    on conflict (organization_id, user_id, kind, key) where read_at is null do nothing
                    """)
                    .param("id", Ids.next())
                    .param("organization", Tenancy.current().value())
                    .param("user", person.value())
                    .param("kind", notice.kind())
                    .param("severity", notice.severity().name().toLowerCase(Locale.ROOT))
                    .param("title", notice.title())
                    .param("body", notice.body())
                    .param("parts", json.writeValueAsString(notice.parts()))
                    .param("link", notice.link())
                    .param("key", notice.key())
                    .param("now", Timestamps.at(clock.instant()))
                    .update();
        }
        if (news > 0) {
            live.publish("notice", "");
        }
    }
}
