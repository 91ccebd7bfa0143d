package app.rapport.platform.outside;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Which addresses that people enter may be called: anybody's on the internet, nobody's on the inside. Asked when an address is
 * entered, and again of the very addresses a connection is about to be opened to, so that a name cannot change its mind in
 * between.
 */
public final class OutsideAddresses implements DnsResolver {

    /** What Boot's filters leave: shared, benchmarking, documentation and translation ranges, and IPv4 inside IPv6. */
    private static final InetAddressFilter INSIDE = InetAddressFilter.internalAddresses()
            .or(
                    "0.0.0.0/8",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8");

    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    /** Ends in a number or a hexadecimal one: some reader would take it for an IPv4 address. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0\\d");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final int LONGEST = 2_000;

    private final List<Allowed> allowed;
    private final String setting;

    /**
     * @param allow addresses inside the operator's network that may be called after all: {@code host:port}, {@code host} or
     *     {@code 10.1.0.0/16}
     * @param setting that an operator allows them with, to be named in a refusal
     */
    public OutsideAddresses(List<String> allow, String setting) {
        this.allowed = allow.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Allowed::read)
                .toList();
        this.setting = setting;
    }

    /** An address as a person entered it, checked. */
    public URI check(String entered) throws Unfit {
        if (entered.length() > LONGEST) {
            throw invalid("The address is longer than " + LONGEST + " characters.");
        }
        URI uri;
        try {
            uri = new URI(entered.strip());
        } catch (URISyntaxException e) {
            throw invalid("This is not an address. It should look like https://example.com/hooks.");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid("Only https and http addresses can be called.");
        }
        if (uri.getHost() == null
                && uri.getRawAuthority() != null
                && NUMERIC.matcher(PORT.matcher(uri.getRawAuthority()).replaceFirst(""))
                        .matches()) {
            throw refused(unusual(uri.getRawAuthority()));
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw invalid("This address names no host that can be called.");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("An address with a user name in it is not called.");
        }
        if (uri.getRawFragment() != null) {
            throw invalid("Leave out the part after #; it is never sent.");
        }
        try {
            resolve(uri.getHost(), port(uri));
        } catch (RefusedAddress e) {
            throw refused(e.sentence());
        } catch (UnknownHostException e) {
            // Not known here, now: the endpoint may be set up before its name is. Every attempt asks again.
        }
        return uri;
    }

    private static String unusual(String host) {
        return "The host " + host
                + " is a number in an unusual spelling. Write the address as a name or as four decimal numbers.";
    }

    private static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private static Unfit invalid(String sentence) {
        return new Unfit(false, sentence);
    }

    private static Unfit refused(String sentence) {
        return new Unfit(true, sentence);
    }

    /** An address that is not called. */
    public static final class Unfit extends Exception {
        private final boolean refused;

        private Unfit(boolean refused, String sentence) {
            super(sentence, null, false, false);
            this.refused = refused;
        }

        /** Whether it could be called but must not be; else it is no address at all. */
        public boolean refused() {
            return refused;
        }

        /** What is wrong with it, for people. */
        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** A name that leads inside. The message is for people. */
    public static final class RefusedAddress extends UnknownHostException {
        private final String sentence;

        RefusedAddress(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (allowed.stream().anyMatch(entry -> entry.names(plain, port))) {
            return at(SystemDefaultDnsResolver.INSTANCE.resolve(plain), port);
        }
        if (NUMERIC.matcher(plain).matches()
                && (!DOTTED.matcher(plain).matches()
                        || LEADING_ZERO.matcher(plain).find())) {
            throw new RefusedAddress(unusual(plain));
        }
        var found = SystemDefaultDnsResolver.INSTANCE.resolve(plain);
        var usable = new ArrayList<InetAddress>();
        for (var address : found) {
            if (!INSIDE.matches(address) || allowed.stream().anyMatch(entry -> entry.covers(address))) {
                usable.add(address);
            }
        }
        // One address inside is enough to refuse: which of several is called must not be a matter of chance.
        if (usable.size() < found.length) {
            throw new RefusedAddress("The host " + plain
                    + " leads to a private, local or reserved address, which is not called. An operator can allow it with the setting "
                    + setting + ".");
        }
        return at(found, port);
    }

    private static List<InetSocketAddress> at(InetAddress[] addresses, int port) {
        return List.of(addresses).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) {
        throw new UnsupportedOperationException("a port belongs to every question");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** An entry of the setting: a name, a name with a port, or a range of addresses. */
    private record Allowed(String host, int port, InetAddressFilter range) {
        private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):(\\d{1,5})");

        static Allowed read(String entry) {
            if (entry.contains("/")) {
                return new Allowed("", 0, InetAddressFilter.of(entry));
            }
            var withPort = WITH_PORT.matcher(entry);
            return withPort.matches()
                    ? new Allowed(
                            plain(withPort.group(1)), Integer.parseInt(withPort.group(2)), InetAddressFilter.none())
                    : new Allowed(plain(entry), 0, InetAddressFilter.none());
        }

        private static String plain(String host) {
            var inner = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return inner.toLowerCase(Locale.ROOT);
        }

        boolean names(String asked, int askedPort) {
            return host.equals(asked.toLowerCase(Locale.ROOT)) && (port == 0 || port == askedPort);
        }

        boolean covers(InetAddress address) {
            return range.matches(address);
        }
    }
}
