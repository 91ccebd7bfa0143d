package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the customer can spend. A price we name, a hypothetical and a number of records are not a budget. */
final class Budgets {
    private static final int MOST = 5;
    private static final Lexicon ENGLISH = Lexicon.english("budgets");
    private static final Lexicon ARABIC = Lexicon.arabic("budgets");
    private static final Pattern BUDGET = either("budget");
    private static final Pattern SUM = either("sum");
    private static final Pattern ASKED = either("asked");
    private static final Pattern PRICE = either("price");
    private static final Pattern COUNTED = Pattern.compile(
            "(?i)^ ?(?:" + ENGLISH.any("counted") + "|" + ARABIC.any("counted") + ")(?![\\p{L}])|^:\\d");
    private static final Pattern HYPOTHETICAL = Pattern.compile(
            "(?i)\\b(?:if|unless|suppose|imagine|had)\\b[^.,;]*\\b(?:had|were|was|could|got|gave|have|offered)\\b[^.,;]{0,25}$|\\b(?:if|imagine|suppose)\\b[^,;]{0,30}$|(?:لو|إذا) .{0,30}$");
    private static final Pattern NEGATED = Pattern.compile(
            "(?i)\\b(?:don't|doesn't|didn't|do not|does not|never|can't|cannot|won't|wouldn't|isn't|is not|not)\\b(?! (?:more|over|above|exceed|go over|spend more|going over))[^.,;]{0,25}$|(?:لا|ليس|لن|لم) (?!يتجاوز|تتجاوز|نتجاوز|أكثر|نستطيع تجاوز|يمكننا تجاوز|نقدر نتجاوز)[^.،]{0,20}$");
    private static final Pattern THRESHOLD = Pattern.compile(
            "(?i)\\b(?:sign|signs|approve|approves|approval|anything|everything|nothing|contracts?|purchases?|orders?|deals?|tools?)\\b[^.,;]{0,40}\\b(?:over|above|more than|beyond|exceeding|bigger than)\\b[^.,;]{0,8}$");
    /** "35 dollars per seat per month" */
    private static final Pattern UNIT = Pattern.compile(
            "(?i)^ ?(?:/|(?:per|a|an|for each|each|every) )(?:seat|user|head|person|agent|licen[cs]e|employee|rep|desk|driver|device|site|store|month|mo)(?![\\p{L}])(?: ?(?:/|(?:per|a|each|every) )(?:month|year|mo|quarter)(?![\\p{L}]))?|^ ?(?:للمستخدم|لكل مستخدم|للموظف|لكل موظف|شهريا|شهرياً|في الشهر)(?: (?:شهريا|شهرياً|في الشهر))?");

    private static final Pattern PLAIN_BEHIND = Pattern.compile(
            "(?is)^(?:[.,;!]|$| (?:for|in|per|this|next|a|the|to|on|and|but|left|available|total|set aside|put aside|all|max|tops|of (?:that|it|which)|which|that|so|from|at|or|is|was|هذا|لهذا|لهذه)\\b.*)");
    private static final Pattern CONFIRMED = Pattern.compile(
            "(?i)^(?:yes|yeah|yep|right|exactly|correct|that's right|that's it|نعم|صحيح|بالضبط)(?![\\p{L}]).*");
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(500);
    private static final BigDecimal LARGE = BigDecimal.valueOf(1000);

    private final List<Sentence> talk;
    private final List<Insight> found = new ArrayList<>();

    private Budgets(List<Sentence> talk) {
        this.talk = talk;
    }

    private static Pattern either(String section) {
        return Pattern.compile(
                ENGLISH.anywhere(section).pattern() + "|"
                        + ARABIC.anywhere(section).pattern(),
                Pattern.CASE_INSENSITIVE);
    }

    static List<Insight> in(List<Sentence> talk) {
        var budgets = new Budgets(talk);
        for (var sentence : talk) {
            if (sentence.text().chars().anyMatch(Character::isDigit) || mayBeSpelled(sentence.text())) {
                budgets.read(sentence);
            }
        }
        return budgets.found.stream().limit(MOST).toList();
    }

    private static boolean mayBeSpelled(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("thousand")
                || lower.contains("million")
                || lower.contains("hundred")
                || lower.contains("grand")
                || lower.contains("ألف")
                || lower.contains("الف")
                || lower.contains("مليون");
    }

    private void read(Sentence sentence) {
        boolean ours = sentence.saidByUs() || sentence.isQuestion();
        if (ours && !(sentence.isQuestion() && isConfirmed(sentence))) {
            return;
        }
        boolean here = BUDGET.matcher(sentence.text()).find();
        boolean asked = askedBefore(sentence) || earlierInTurn(sentence);
        boolean sum = SUM.matcher(sentence.text()).find();
        for (var amount : Amounts.in(sentence.text()).stream().limit(6).toList()) {
            boolean spoken = here || asked || (sum && amount.marked());
            if (spoken && isBudget(sentence, amount, here)) {
                add(sentence, amount);
            }
        }
    }

    private static boolean isBudget(Sentence sentence, Amount amount, boolean here) {
        var before = sentence.text().substring(0, amount.start());
        var after = sentence.text().substring(amount.end());
        var unit = unit(sentence, amount);
        boolean ofUnit = !unit.isEmpty() && amount.currency() != null && here;
        boolean price = PRICE.matcher(before + after.substring(unit.length())).find()
                && !BUDGET.matcher(clauseBefore(before)).find();
        if (price
                || (amount.value().compareTo(SMALLEST) < 0 && !ofUnit)
                || COUNTED.matcher(after).find()
                || HYPOTHETICAL.matcher(before).find()
                || NEGATED.matcher(before).find()
                || THRESHOLD.matcher(before).find()) {
            return false;
        }
        boolean plain = here
                && amount.value().compareTo(LARGE) >= 0
                && PLAIN_BEHIND.matcher(after).matches();
        return amount.money() || (plain && !isYear(amount));
    }

    private static String unit(Sentence sentence, Amount amount) {
        var match = UNIT.matcher(sentence.text().substring(amount.end()));
        return match.find() ? match.group() : "";
    }

    private static boolean isYear(Amount amount) {
        return amount.value().compareTo(BigDecimal.valueOf(1990)) >= 0
                && amount.value().compareTo(BigDecimal.valueOf(2100)) <= 0;
    }

    private static String clauseBefore(String before) {
        int cut = Math.max(Math.max(before.lastIndexOf(';'), before.lastIndexOf(" and ")), before.lastIndexOf(" but "));
        return cut < 0 ? before : before.substring(cut);
    }

    /** "Thirty thousand a year?" "Yes." after the customer spoke of the budget. */
    private boolean isConfirmed(Sentence question) {
        boolean spokenOf = false;
        for (int i = question.order() - 1;
                i >= 0 && question.turn() - talk.get(i).turn() <= 1;
                i--) {
            spokenOf |= !talk.get(i).isQuestion()
                    && BUDGET.matcher(talk.get(i).text()).find();
        }
        int next = question.order() + 1;
        return spokenOf
                && next < talk.size()
                && talk.get(next).turn() > question.turn()
                && CONFIRMED.matcher(talk.get(next).text()).matches();
    }

    private boolean askedBefore(Sentence sentence) {
        for (int i = sentence.order() - 1;
                i >= 0 && sentence.turn() - talk.get(i).turn() <= 2;
                i--) {
            var earlier = talk.get(i);
            if (earlier.turn() < sentence.turn()
                    && ASKED.matcher(earlier.text()).find()
                    && (earlier.isQuestion() || sentence.turn() - earlier.turn() == 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean earlierInTurn(Sentence sentence) {
        for (int i = sentence.order() - 1; i >= 0 && talk.get(i).turn() == sentence.turn(); i--) {
            if (ASKED.matcher(talk.get(i).text()).find()) {
                return true;
            }
        }
        return false;
    }

    private void add(Sentence sentence, Amount amount) {
        var currency = amount.currency();
        for (int i = 0; i < found.size(); i++) {
            var other = found.get(i);
            var amountBefore = other.amount();
            if (amountBefore != null
                    && amountBefore.compareTo(amount.value()) == 0
                    && (currency == null || other.currency() == null || currency.equals(other.currency()))) {
                if (other.currency() == null && currency != null) {
                    found.set(i, insight(sentence, amount, currency));
                }
                return;
            }
        }
        if (currency == null
                && !found.isEmpty()
                && sentence.turn() - found.getLast().turn() <= 1) {
            currency = found.getLast().currency(); // "$50,000 … up to 70k"
        }
        found.add(insight(sentence, amount, currency));
    }

    private static Insight insight(Sentence sentence, Amount amount, @Nullable String currency) {
        var figures = NumberFormat.getIntegerInstance(Locale.ROOT);
        figures.setGroupingUsed(true);
        var low = amount.low();
        var text = (low == null ? "" : figures.format(low) + "–")
                + figures.format(amount.value())
                + (currency == null ? "" : " " + currency)
                + unit(sentence, amount);
        return new Insight(Kind.BUDGET, text, sentence.text(), sentence.turn(), amount.value(), currency, null);
    }
}
