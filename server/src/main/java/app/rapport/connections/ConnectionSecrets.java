package app.rapport.connections;

import app.rapport.platform.secrets.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this module keeps secrets, for their rotation. */
@Configuration(proxyBeanMethods = false)
class ConnectionSecrets {
    @Bean
    SealedColumn connectionCredentials() {
        return Credentials.PLACE;
    }

    @Bean
    SealedColumn signInVerifiers() {
        return SignIns.PLACE;
    }
}
