package app.rapport.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param hourlyApiLimit requests an organisation may make in an hour, unless its own setting says otherwise
 * @param sessionIdle how long a session lives unused
 * @param sessionLife how long it lives at all
 * @param invitationLife how long an invitation can be accepted
 * @param resetLife how long a link to a new password works
 */
@ConfigurationProperties("rapport.identity")
record IdentitySettings(
        @DefaultValue("10000") int hourlyApiLimit,
        @DefaultValue("7d") Duration sessionIdle,
        @DefaultValue("30d") Duration sessionLife,
        @DefaultValue("7d") Duration invitationLife,
        @DefaultValue("1h") Duration resetLife) {}
