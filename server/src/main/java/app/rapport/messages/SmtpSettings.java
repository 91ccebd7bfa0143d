package app.rapport.messages;

import app.rapport.platform.RapportSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The mail server, {@code RAPPORT_SMTP_URL}.
 *
 * @param url {@code smtp://user:password@host:587}, or {@code smtps://…} for TLS from the first byte; absent without e-mail
 * @param from the sender's address; absent: rapport@ the host people reach Rapport at
 */
@ConfigurationProperties("rapport.smtp")
record SmtpSettings(@Nullable String url, @Nullable String from) {
    private static final String PATIENCE_MS = "15000";

    boolean present() {
        return url != null && !url.isBlank();
    }

    String sender(RapportSettings rapport) {
        return from != null && !from.isBlank()
                ? from
                : "rapport@" + Objects.requireNonNullElse(rapport.appUrl().getHost(), "localhost");
    }

    JavaMailSenderImpl connect() {
        var address = parsed();
        var implicit = address.getScheme().equalsIgnoreCase("smtps");
        var user = address.getRawUserInfo();
        var sender = new JavaMailSenderImpl();
        sender.setProtocol(implicit ? "smtps" : "smtp");
        sender.setHost(address.getHost());
        sender.setPort(address.getPort() != -1 ? address.getPort() : implicit ? 465 : user != null ? 587 : 25);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var prefix = "mail." + sender.getProtocol();
        var more = sender.getJavaMailProperties();
        more.setProperty(prefix + ".connectiontimeout", PATIENCE_MS);
        more.setProperty(prefix + ".timeout", PATIENCE_MS);
        more.setProperty(prefix + ".writetimeout", PATIENCE_MS);
        more.setProperty(prefix + ".ssl.checkserveridentity", "true");
        more.setProperty(prefix + ".starttls.enable", "true");
        if (user != null) {
            var parts = user.split(":", 2);
            sender.setUsername(decoded(parts[0]));
            sender.setPassword(parts.length == 2 ? decoded(parts[1]) : "");
            more.setProperty(prefix + ".auth", "true");
            // A password never travels in the clear.
            more.setProperty(prefix + ".starttls.required", Boolean.toString(!implicit));
        }
        return sender;
    }

    private URI parsed() {
        try {
            var address = URI.create(Objects.requireNonNull(url).strip());
            var scheme = Objects.requireNonNullElse(address.getScheme(), "");
            if ((scheme.equalsIgnoreCase("smtp") || scheme.equalsIgnoreCase("smtps")) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below, without the password in it
        }
        throw new IllegalStateException("RAPPORT_SMTP_URL must look like smtp://user:password@host:587");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
