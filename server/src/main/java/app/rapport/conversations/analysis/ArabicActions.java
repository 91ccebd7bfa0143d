package app.rapport.conversations.analysis;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Promises and requests in Arabic, in the phrasing of business talks. */
final class ArabicActions {
    /** "I will" and "we will" are a letter before the verb: سأرسل، سنجهز. */
    private static final Pattern FIRST = Pattern.compile(
            "(?<!\\p{L})(?<!كنا )(?<!إذا )(?<!إن )(?<!هل )(?:و)?(?:س([أن]\\p{L}{2,})|سوف ([أن]\\p{L}{2,}))(.*)");

    private static final Pattern REQUEST = Pattern.compile(
            "(?:هل يمكنك|هل يمكنكم|هل تستطيع|هل تستطيعين|ممكن|من فضلك|لو سمحت|أرجو|ارجو|نرجو)(?: أن)? (\\p{L}.*)");
    private static final Pattern PLAN = Pattern.compile("(?<!\\p{L})(?:دعنا|دعونا|لنتفق على|لنحدد) ?(.*)");
    private static final Pattern YES =
            Pattern.compile("^(?:نعم|أكيد|طبعا|طبعاً|بالتأكيد|حسنا|حسناً|تمام|بكل سرور|إن شاء الله|سأ|سن|ممتاز|جيد).*");
    private static final Pattern NO = Pattern.compile("^(?:لا|للأسف|ليس|لن).*");
    private static final Pattern IDLE =
            Pattern.compile("^(?:أكون|نكون|أقول|أخبرك|أحاول|نرى|أرى|أشرح|نبدأ)(?!\\p{L}).*");

    private final ArabicDates dates;
    private @Nullable Sentence askedAt;
    private String asked = "";

    ArabicActions(ArabicDates dates) {
        this.dates = dates;
    }

    void read(Sentence at, @Nullable Sentence before, List<Promise> promises) {
        boolean opens = before == null || before.turn() != at.turn();
        boolean replied = askedAt != null && opens && at.turn() - askedAt.turn() <= 2 && at.turn() > askedAt.turn();
        boolean own = false;
        if (!at.isQuestion()) {
            var first = FIRST.matcher(at.text());
            while (first.find()) {
                var verb = first.group(1) != null ? first.group(1) : first.group(2);
                var phrase = verb + first.group(3);
                if (!IDLE.matcher(phrase).matches()) {
                    own = true;
                    add(at, at.speaker(), phrase, "س" + verb + first.group(3), promises);
                }
                break;
            }
            var plan = PLAN.matcher(at.text());
            if (!own && plan.find() && dates.limit(at.text()) != null) {
                promises.add(new Promise(at, null, plan.group(1), title(plan.group(1)), dates.limit(at.text()), true));
            }
        }
        var since = askedAt;
        if (replied && since != null) {
            boolean taken = own && Words.overlap(Words.stems(at.text()), Words.stems(asked)) >= 0.3;
            if (!taken
                    && !own
                    && YES.matcher(at.text()).matches()
                    && !NO.matcher(at.text()).matches()) {
                promises.add(new Promise(since, at.speaker(), asked, title(asked), dates.limit(at.text()), false));
            } else if (own && !taken && isPronominal(at.text())) {
                var last = promises.removeLast();
                promises.add(new Promise(since, at.speaker(), asked, title(asked), last.due, false));
            }
            askedAt = null;
        }
        var request = REQUEST.matcher(at.text());
        if (request.find()) {
            askedAt = at;
            asked = request.group(1).replaceAll("[؟?.]+$", "");
        }
    }

    /** سأرسلها: the object is a letter at the end of the verb. */
    private static boolean isPronominal(String text) {
        var match = FIRST.matcher(text);
        if (!match.find()) {
            return false;
        }
        var verb = match.group(1) != null ? match.group(1) : match.group(2);
        return verb.endsWith("ها") || verb.endsWith("ه") || verb.endsWith("هم");
    }

    private void add(Sentence at, @Nullable String owner, String phrase, String said, List<Promise> promises) {
        promises.add(new Promise(at, owner, phrase, title(said), dates.limit(phrase), false));
    }

    private static String title(String phrase) {
        var cut = phrase.replaceAll("[.،؛!؟?]+$", "")
                .replaceAll(" (?:لأن|حتى|كي|لكي) .*$", "")
                .replaceAll(" إن شاء الله$", "")
                .strip();
        return cut.length() > 140 ? cut.substring(0, 139) + "…" : cut;
    }
}
