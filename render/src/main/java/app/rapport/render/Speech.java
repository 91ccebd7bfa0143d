package app.rapport.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Who speaks the words of spoken points. */
public interface Speech {
    /** Nobody speaks: spoken points stay as the base video has them. */
    Speech NOBODY = _ -> Optional.empty();

    /** The words as sound, if this speaker can say them. */
    Optional<SpokenClip> say(String words) throws IOException, InterruptedException, Refused;

    /** This speaker, or another for words it cannot say. */
    default Speech or(Speech other) {
        return words -> {
            var said = say(words);
            return said.isPresent() ? said : other.say(words);
        };
    }

    /**
     * Spoken words.
     *
     * @param wav a sound file, any rate and channels
     * @param key changes whenever the sound would: part of the content's key
     */
    record SpokenClip(Path wav, Speaker speaker, String key) {}

    /**
     * Who spoke: always told, so that nobody takes a program for a person.
     *
     * @param name the voice's, as its owner or its maker calls it
     */
    record Speaker(By by, String name) {
        /** In a few words of English, for scripts and logs; pages say it in their own language. */
        public String label() {
            return switch (by) {
                case recorded -> "recorded by " + name;
                case elevenlabs -> "ElevenLabs: " + name;
                case openai -> "speech service: " + name;
                case offline -> "offline (" + name + ")";
            };
        }
    }

    /** What kind of voice it is; the names are those in JSON. */
    enum By {
        recorded,
        elevenlabs,
        openai,
        offline
    }
}
