package app.rapport.conversations.transcript;

import app.rapport.platform.Wording;
import java.util.List;

/** What became of an attempt to read a transcript. */
public sealed interface Reading {
    /**
     * It could be read.
     *
     * @param problems what was left out and why, with line numbers, in sentences for a person; often empty
     * @param words the same, for other languages
     */
    record Parsed(Transcript transcript, List<String> problems, List<Wording> words) implements Reading {
        public Parsed {
            problems = List.copyOf(problems);
            words = List.copyOf(words);
        }
    }

    /**
     * Nothing of it can be kept.
     *
     * @param code stable word for programs: {@code transcript_empty}, {@code transcript_too_large},
     *     {@code transcript_encoding}, {@code transcript_unreadable}
     * @param sentence says to a person what is wrong and what to do; never quotes the content
     */
    record Rejected(String code, String sentence) implements Reading {}
}
