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
     * @param wav a WAV file, any rate and channels
     * @param voice who spoke, as it is told to people
     * @param key changes whenever the sound would: part of the content's key
     */
    record SpokenClip(Path wav, String voice, String key) {}
}
