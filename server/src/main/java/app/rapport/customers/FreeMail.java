package app.rapport.customers;

import app.rapport.platform.EmailAddress;
import java.util.Optional;
import java.util.Set;

/** Mail providers for everybody: an address there says nothing about a company. */
final class FreeMail {
    private static final Set<String> DOMAINS = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "yahoo.com",
            "ymail.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "gmx.com",
            "web.de",
            "t-online.de",
            "freenet.de",
            "mail.com",
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "proton.me",
            "protonmail.com",
            "pm.me",
            "zoho.com",
            "fastmail.com",
            "hey.com",
            "tutanota.com",
            "qq.com",
            "163.com",
            "126.com",
            "orange.fr",
            "wanadoo.fr",
            "free.fr",
            "laposte.net",
            "libero.it",
            "comcast.net",
            "verizon.net",
            "att.net",
            "hotmail.co.uk",
            "yahoo.co.uk",
            "hotmail.fr",
            "yahoo.fr",
            "yahoo.de",
            "hotmail.de",
            "outlook.de",
            "maktoob.com");

    private FreeMail() {}

    /** The domain of the address when it can belong to a company. */
    static Optional<String> companyDomain(EmailAddress address) {
        return DOMAINS.contains(address.domain()) ? Optional.empty() : Optional.of(address.domain());
    }

    static boolean is(String domain) {
        return DOMAINS.contains(domain);
    }
}
