package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Promises and requests in Arabic, in the phrasing of business talks, common dialect included. */
final class ArabicActions {
    /** "I will" and "we will" are a letter before the verb: سأرسل، سنجهز; in dialect ه or ح, راح before it. */
    private static final Pattern FIRST = Pattern.compile(
            "(?<!\\p{L})(?<!كنا )(?<!إذا )(?<!إن )(?<!هل )و?(?:س(?=[أان]\\p{L}{3})(?!نوات|نوي|نين|نتين|نة |الم|ابق|اعة|اعات|اعد|ارة|نصف)|(?:سوف|راح|رح|حا|بدي|بدنا) (?=[أان]\\p{L}{2})|[هح](?=[أان]?(?:بعت|رسل|كلم|جهز|حضر|شوف|سأل|رجع|عمل|حدد|رتب|تصل|تواصل|شارك|رد |راجع|كتب|عرض)\\p{L}*))(\\p{L}+)(.*)");

    private static final Pattern NEXT_PROMISE = Pattern.compile("[،,]? و(?=س[أن]\\p{L}{3}|سوف )");
    private static final Pattern REQUEST = Pattern.compile(
            "(?:هل يمكنك|هل يمكنكم|هل تستطيع|هل تستطيعين|هل بإمكانك|هل بإمكانكم|ممكن|من فضلك|لو سمحت|لو سمحتي|أرجو|ارجو|نرجو|يرجى|الرجاء)(?: أن| منك| منكم)* (\\p{L}.*)");
    private static final Pattern PLAN =
            Pattern.compile("(?<!\\p{L})(?:دعنا|دعونا|لنتفق على|لنحدد|خلينا|لنجتمع|نلتقي|لنلتق|نتقابل|نجتمع) ?(.*)");
    private static final Pattern YES = Pattern.compile(
            "^(?:نعم|أكيد|طبعا|طبعاً|بالتأكيد|حسنا|حسناً|تمام|بكل سرور|إن شاء الله|سأ|سن|ممتاز|جيد|أوكي|حاضر|ماشي|بالطبع|لا مشكلة|لا مانع).*");
    private static final Pattern NO = Pattern.compile("^(?:لا(?! مشكلة| مانع)|للأسف|ليس|لن|مش هقدر|صعب).*");
    private static final Pattern IDLE = Pattern.compile(
            "^(?:أكون|نكون|أقول|أخبرك|أحاول|نرى|أرى|أشرح|نبدأ|أبقى|نبقى|أنتظر|ننتظر|أفكر|نفكر)(?!\\p{L}).*");

    private final ArabicDates dates;
    private @Nullable Sentence askedAt;
    private String asked = "";

    ArabicActions(ArabicDates dates) {
        this.dates = dates;
    }

    void read(Sentence at, @Nullable Sentence before, List<Promise> promises) {
        boolean opens = before == null || before.turn() != at.turn();
        boolean replied = askedAt != null && opens && at.turn() - askedAt.turn() <= 2 && at.turn() > askedAt.turn();
        boolean own = !at.isQuestion() && promised(at, promises);
        var since = askedAt;
        if (replied && since != null) {
            answered(since, at, own, promises);
            askedAt = null;
        }
        var request = REQUEST.matcher(at.text());
        if (request.find()) {
            askedAt = at;
            asked = request.group(1).replaceAll("[؟?.]+$", "");
        }
    }

    private boolean promised(Sentence at, List<Promise> promises) {
        var found = new ArrayList<Promise>();
        for (var clause : NEXT_PROMISE.split(at.text(), -1)) {
            var first = FIRST.matcher(clause);
            if (first.find()) {
                var phrase = first.group(1) + first.group(2);
                if (!IDLE.matcher(phrase).matches()) {
                    var said = first.group().replaceFirst("^و", "");
                    found.add(new Promise(at, at.speaker(), phrase, title(said), dates.limit(phrase), false));
                }
            }
        }
        // what follows may name the day of all of it
        for (int i = found.size() - 2; i >= 0; i--) {
            if (found.get(i).due == null
                    && found.size() > 1
                    && found.get(i).phrase.length() < 12) {
                found.get(i).due = found.get(i + 1).due;
            }
        }
        promises.addAll(found);
        var plan = PLAN.matcher(at.text());
        if (found.isEmpty() && plan.find() && dates.limit(at.text()) != null) {
            promises.add(new Promise(at, null, plan.group(), title(plan.group()), dates.limit(at.text()), true));
        }
        return !found.isEmpty();
    }

    private void answered(Sentence since, Sentence at, boolean own, List<Promise> promises) {
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
    }

    /** سأرسلها: the object is a letter at the end of the verb. */
    private static boolean isPronominal(String text) {
        var match = FIRST.matcher(text);
        if (!match.find()) {
            return false;
        }
        var verb = match.group(1);
        return verb.endsWith("ها") || verb.endsWith("ه") || verb.endsWith("هم");
    }

    private static String title(String phrase) {
        var cut = phrase.replaceAll("[.،؛!؟?]+$", "")
                .replaceAll(" (?:لأن|حتى|كي|لكي) .*$", "")
                .replaceAll(" إن شاء الله$", "")
                .strip();
        return cut.length() > 140 ? cut.substring(0, 139) + "…" : cut;
    }
}
