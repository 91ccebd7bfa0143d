package app.rapport.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.conversations.Recognition.Person;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One person is one participant, and two are two. */
@Requirement("H-12")
class RecognitionTest {
    @ParameterizedTest
    @CsvSource({
        "John Smith, john.smith@acme.com",
        "John Smith, smith.john@acme.com",
        "John Smith, johnsmith@acme.com",
        "John Smith, John_Smith+zoom@acme.com",
        "John Smith, jsmith@acme.com",
        "John Smith, j.smith@acme.com",
        "John Smith, johns@acme.com",
        "John Smith, smithj@acme.com",
        "John Smith, john@acme.com",
        "John Smith, john.smith2@acme.com",
        "'Smith, John', john.smith@acme.com",
        "John A. Smith, john.smith@acme.com",
        "John A. Smith, jasmith@acme.com",
        "John Smith (Acme), jsmith@acme.com",
        "John, john.smith@acme.com",
        "José Núñez, jose.nunez@acme.com",
        "Jürgen Müller, juergen.mueller@acme.com",
        "Jürgen Müller, jurgen.muller@acme.com",
        "Maria de la Cruz, maria.delacruz@acme.com",
        "Jean-Luc Picard, jlpicard@acme.com",
    })
    void aSpeakerIsThePersonWhoseAddressSpellsTheName(String speaker, String email) {
        assertThat(Recognition.of(people(email, "sam.reed@acorn.example"), List.of("Sam Reed", speaker)))
                .containsEntry(speaker, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "John Smith, jane.smith@acme.com",
        "John Smith, john.doe@acme.com",
        "John Smith, jdoe@acme.com",
        "John Smith, info@acme.com",
        "John Smith, js@acme.com",
        "John Smith, johnson@acme.com",
        "John Smith, john.smithson@acme.com",
        "Speaker 1, speaker1@acme.com",
        "Smith, john.smith@acme.com",
        "جون سميث, john.smith@acme.com",
    })
    void aSpeakerIsNotThePersonWhoseAddressSpellsAnother(String speaker, String email) {
        assertThat(Recognition.of(people(email), List.of(speaker))).isEmpty();
    }

    @Test
    void twoSpeakersWhomOneAddressFitsStayThemselves() {
        assertThat(Recognition.of(people("jsmith@acme.com"), List.of("John Smith", "Jane Smith")))
                .isEmpty();
        assertThat(Recognition.of(people("john@acme.com"), List.of("John Smith", "John Doe")))
                .isEmpty();
    }

    @Test
    void aSpeakerWhomTwoAddressesFitStaysAlone() {
        assertThat(Recognition.of(people("jsmith@acme.com", "john@acme.com"), List.of("John Smith")))
                .isEmpty();
        assertThat(Recognition.of(people("john.smith@acme.com", "john.smith@globex.com"), List.of("John Smith")))
                .isEmpty();
    }

    @Test
    void aWholeNameGoesBeforeAPartOfOne() {
        assertThat(Recognition.of(
                        people("john.smith@acme.com", "jsmith@acme.com"), List.of("John Smith", "Jane Smith")))
                .containsOnlyKeys("John Smith")
                .containsEntry("John Smith", 0);
    }

    @Test
    void aNameThatWasGivenGoesBeforeAnyAddress() {
        var jane = new Person("Jane Smith", "jsmith@acme.com");
        assertThat(Recognition.of(List.of(jane), List.of("John Smith"))).isEmpty();
        var john = new Person("John Smith", "js@acme.com");
        assertThat(Recognition.of(List.of(new Person(null, "john.smith@globex.com"), john), List.of("john smith")))
                .containsEntry("john smith", 1);
    }

    @Test
    void aFirstNameIsEnoughOnlyWhileItIsOnePersons() {
        var john = new Person("John Smith", null);
        assertThat(Recognition.of(List.of(john), List.of("John"))).containsEntry("John", 0);
        assertThat(Recognition.of(List.of(john, new Person("John Doe", null)), List.of("John")))
                .isEmpty();
        assertThat(Recognition.of(List.of(new Person("John", null)), List.of("John Smith", "John Doe")))
                .isEmpty();
    }

    private static List<Person> people(String... emails) {
        return Arrays.stream(emails).map(email -> new Person(null, email)).toList();
    }
}
