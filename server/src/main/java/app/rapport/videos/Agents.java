package app.rapport.videos;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks on nobody's behalf: crawlers, programs that make previews of links, and scanners of e-mail. */
final class Agents {
    private static final Pattern NOBODY = Pattern.compile(
            "(?<!cu)bot\\b|(?<!cu)bot[/_-]|crawl|spider|slurp|facebookexternalhit|facebookcatalog|meta-external"
                    + "|embedly|preview|whatsapp|pinterest|vkshare|bitly|validator|monitoring|uptime|pingdom|lighthouse|pagespeed"
                    + "|barracuda|proofpoint|mimecast|safelinks|safebrowsing|urlscan|virustotal|fireeye|trendmicro|forcepoint|zscaler"
                    + "|google-read-aloud|mediapartners|feedfetcher|outbrain|archive\\.org");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 200;

    /** Few agents ask often, and the pattern is long. */
    private static final Map<String, Agent> JUDGED = new ConcurrentHashMap<>();

    private static final int MOST_JUDGED = 5_000;
    private static final Agent UNNAMED = new Agent(null, false);

    private Agents() {}

    /**
     * Which program asks.
     *
     * @param name fit to be kept
     * @param nobody whether it asks on nobody's behalf
     */
    record Agent(@Nullable String name, boolean nobody) {}

    static Agent of(HttpServletRequest request) {
        var header = request.getHeader("User-Agent");
        if (header == null) {
            return UNNAMED;
        }
        if (JUDGED.size() >= MOST_JUDGED) {
            JUDGED.clear();
        }
        return JUDGED.computeIfAbsent(header.length() > LONGEST ? header.substring(0, LONGEST) : header, Agents::judge);
    }

    private static Agent judge(String header) {
        var name = CONTROL.matcher(header).replaceAll(" ").strip();
        return new Agent(name, NOBODY.matcher(name.toLowerCase(Locale.ROOT)).find());
    }

    /** A browser that fetches before anybody asked for it. */
    static boolean ahead(HttpServletRequest request) {
        return fetchesAhead(request.getHeader("Sec-Purpose"))
                || fetchesAhead(request.getHeader("Purpose"))
                || fetchesAhead(request.getHeader("X-Moz"));
    }

    private static boolean fetchesAhead(@Nullable String purpose) {
        return purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch");
    }
}
