package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Amounts.Amount;
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
    private static final Pattern BUDGET = Pattern.compile(
            "(?i)\\b(?:budgets?|budgeted|(?:was|were|been) given|granted|(?:we|i) have|(?:we|i)'ve got|envelope|in the plan|we planned|ceiling|ok with|okay with|fine with|comfortable with|bring it down to|signed off|set aside|put aside|pencilled in|penciled in|allocated|earmarked|ring-?fenced|released|funding|funds?|approved|afford"
                    + "|can spend|could spend|able to spend|willing to (?:spend|pay|invest)|want to spend|looking to spend|may be spent|to spend|spend (?:up to|about|around|more than)|ceiling|cap(?:ped)? at|limit of|up to|at most|not more than|no more than|us under|stay under|keep it under|below"
                    + "|could find|can find|thinking (?:around|about|of)|a number in mind|we have (?:about|around|roughly)|got (?:about|around|roughly)?|invest)\\b"
                    + "|ميزانية|الميزانية|ميزانيتنا|خصصنا|خصصت|رصدت|اعتمدت|رصدنا|اعتمدنا|نستطيع دفع|المبلغ المتاح");
    /** Said by themselves these are enough; the others need money next to them. */
    private static final Pattern ASKED = Pattern.compile(
            "(?i)\\b(?:budget(?:ed)?|funding|envelope|investment|financial|which sum|what sum|number in mind|spend|talking money|set aside|how much (?:money|can|could|do you have|would you)|what would work for you|afford|invest)\\b|ميزانية|الميزانية|المبلغ");

    private static final Pattern PRICE = Pattern.compile(
            "(?i)\\b(?:price[ds]?|pay(?:s|ing)?\\b(?! (?:up to|at most|no more))|pricing is|quote[ds]?|costs?|list price|per (?:seat|user|month)|package is|offered us|offer(?:ed)? (?:a|it|for)|came in at|come in at|came back|they charge|charges?|invoice[ds]?|paid|we're at|fee|discount|save[ds]?|saving|revenue|turnover|lost|lose|worth of|fine of|deal of|raised|over (?:two|three|\\d) competitors)\\b|السعر|سعرهم|التكلفة|تكلفة");
    private static final Pattern HYPOTHETICAL = Pattern.compile(
            "(?i)\\b(?:if|unless|suppose|imagine|had)\\b[^.,;]*\\b(?:had|were|was|could|got|gave|have|offered)\\b[^.,;]{0,25}$|\\b(?:if|imagine|suppose)\\b[^,;]{0,30}$|(?:لو|إذا) .{0,30}$");
    private static final Pattern NEGATED = Pattern.compile(
            "(?i)\\b(?:don't|doesn't|didn't|do not|does not|never|can't|cannot|won't|wouldn't|isn't|is not|not)\\b(?! (?:more|over|above|exceed|go over|spend more|going over))[^.,;]{0,25}$|(?:لا|ليس|لن|لم) [^.،]{0,20}$");
    private static final Pattern THRESHOLD = Pattern.compile(
            "(?i)\\b(?:sign|signs|approve|approves|approval|anything|everything|contracts?|purchases?|orders?|deals?|tools?)\\b[^.,;]{0,40}\\b(?:over|above|more than|beyond|exceeding|bigger than)\\b[^.,;]{0,8}$");
    private static final Pattern COUNTED = Pattern.compile(
            "(?i)^ ?(?:records?|contacts?|users?|people|employees|seats?|licen[cs]es|drivers|customers|companies|calls?|conversations|tickets|hours?|days?|weeks?|months?|minutes|rows|emails?|meetings|reps|teams?|agents|miles|km|branches|countries|times|percent|%|years?\\b(?! (?:budget)))|^:\\d|^ ?(?:am|pm)\\b");
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(500);

    private final List<Sentence> talk;
    private final List<Insight> found = new ArrayList<>();

    private Budgets(List<Sentence> talk) {
        this.talk = talk;
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
                || lower.contains("مليون");
    }

    private void read(Sentence sentence) {
        if (sentence.isQuestion() || sentence.saidByUs()) {
            return;
        }
        boolean here = BUDGET.matcher(sentence.text()).find();
        boolean around = here || askedBefore(sentence) || earlierInTurn(sentence);
        for (var amount : Amounts.in(sentence.text()).stream().limit(6).toList()) {
            var before = sentence.text().substring(0, amount.start());
            var after = sentence.text().substring(amount.end());
            boolean big = amount.value().compareTo(SMALLEST) >= 0;
            boolean price = PRICE.matcher(sentence.text()).find()
                    && !BUDGET.matcher(clauseBefore(before)).find();
            if (!around
                    || !big
                    || price
                    || COUNTED.matcher(after).find()
                    || HYPOTHETICAL.matcher(before).find()
                    || NEGATED.matcher(before).find()
                    || THRESHOLD.matcher(before).find()) {
                continue;
            }
            if (!amount.money() && (isYear(amount) || !plain(amount, after, here))) {
                continue;
            }
            add(sentence, amount);
        }
    }

    private static boolean plain(Amount amount, String after, boolean here) {
        return here
                && amount.value().compareTo(BigDecimal.valueOf(1000)) >= 0
                && after.matches(
                        "(?is)^(?:[.,;!]|$| (?:for|in|per|this|next|a|the|to|on|and|but|left|available|total|set aside|put aside|all|max|of (?:that|it|which)|which|that|so|from|at|or|is|was|هذا|لهذا|لهذه)\\b.*)");
    }

    private static boolean isYear(Amount amount) {
        return amount.value().compareTo(BigDecimal.valueOf(1990)) >= 0
                && amount.value().compareTo(BigDecimal.valueOf(2100)) <= 0;
    }

    private static String clauseBefore(String before) {
        int cut = Math.max(Math.max(before.lastIndexOf(';'), before.lastIndexOf(" and ")), before.lastIndexOf(" but "));
        return cut < 0 ? before : before.substring(cut);
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
                + (currency == null ? "" : " " + currency);
        return new Insight(Kind.BUDGET, text, sentence.text(), sentence.turn(), amount.value(), currency, null);
    }
}
