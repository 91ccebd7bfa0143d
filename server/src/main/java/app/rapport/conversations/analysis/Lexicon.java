package app.rapport.conversations.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words and phrases of one subject in one language, from a file beside this class.
 *
 * <p>{@code [section]} starts a section, {@code #} a comment. A line of a section is a regular expression for one or more
 * phrases; <code>{other}</code> stands for what another section matches. Phrases match as whole words in any case of letters,
 * Arabic ones in any of their usual spellings.
 */
final class Lexicon {
    /** A phrase that begins with an apostrophe ("'s the buyer") stands right behind its word. */
    private static final String START = "(?:(?<![\\p{L}\\p{M}\\d'])|(?='))";

    private static final String END = "(?![\\p{L}\\p{M}\\d])";
    /** What may stand between a cue and the name it points at. */
    private static final String DETERMINER =
            "(?: (?:the|their|our|your|his|her|my|a|an|both|either|also|maybe|something called|what|little|good old|this|another|new))?";

    private final Map<String, List<String>> sections = new LinkedHashMap<>();
    private final boolean arabic;
    private final String file;

    private Lexicon(String language, String file) {
        this.arabic = language.equals("ar");
        this.file = language + "/" + file;
        var section = "";
        for (var line : lines(this.file)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
                sections.put(section, new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                section(section).add(line.stripTrailing()); // a space in front belongs to the phrase
            }
        }
    }

    static Lexicon english(String subject) {
        return new Lexicon("en", subject + ".txt");
    }

    static Lexicon arabic(String subject) {
        return new Lexicon("ar", subject + ".txt");
    }

    /** Single words, divided by white space. */
    Set<String> words(String section) {
        return section(section).stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names, divided by commas, in small letters with the spelling they are shown in. */
    Map<String, String> names(String section) {
        var names = new HashMap<String, String>();
        for (var line : section(section)) {
            for (var name : line.split(",", -1)) {
                if (!name.isBlank()) {
                    names.put(name.strip().toLowerCase(Locale.ROOT), name.strip());
                }
            }
        }
        return names;
    }

    /** Any of the section's phrases, anywhere. */
    Pattern anywhere(String... names) {
        return compile(start() + any(names) + END);
    }

    /** One of the phrases, with nothing but a determiner between it and the end of the text. */
    Pattern atEnd(String... names) {
        return compile(start() + any(names) + DETERMINER + " ?$");
    }

    /** One of the phrases at the very start; for {@link java.util.regex.Matcher#lookingAt()}. */
    Pattern atStart(String... names) {
        return compile(any(names));
    }

    /** For use inside another expression. */
    String any(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> section(name).stream())
                .map(this::expanded)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    private String start() {
        return arabic ? START + "[وف]?(?:ال|بال|لل|[بلك])?" : START;
    }

    private String expanded(String line) {
        var text = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int close = line.charAt(at) == '{' ? line.indexOf('}', at) : -1;
            if (close > 0 && sections.containsKey(line.substring(at + 1, close))) {
                text.append(any(line.substring(at + 1, close)));
                at = close + 1;
            } else {
                append(text, line.charAt(at++));
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, char c) {
        if (!arabic) {
            text.append(c);
            return;
        }
        switch (c) {
            case 'ا', 'أ', 'إ', 'آ' -> text.append("[اأإآ]");
            case 'ي', 'ى' -> text.append("[يى]");
            case 'ه', 'ة' -> text.append("[هة]");
            default -> text.append(c);
        }
    }

    private static Pattern compile(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    private List<String> section(String name) {
        var lines = sections.get(name);
        if (lines == null) {
            throw new IllegalArgumentException("no section [" + name + "] in " + file);
        }
        return lines;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
