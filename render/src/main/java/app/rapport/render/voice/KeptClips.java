package app.rapport.render.voice;

import app.rapport.render.Speech.Speaker;
import app.rapport.render.Speech.SpokenClip;
import app.rapport.render.ladder.Hash;
import java.io.IOException;
import java.util.Optional;

/** What a voice said, by voice, text and settings: a service is paid once for a name however many people bear it. */
record KeptClips(Clips clips, Speaker speaker, String settings) {
    private static final int LONGEST = 300;

    /** Makes the sound file when there is none yet. */
    interface Making {
        byte[] file(String text) throws IOException, InterruptedException;
    }

    Optional<SpokenClip> say(String words, Making making) throws IOException, InterruptedException {
        var text = words.replaceAll("\\p{Cntrl}", " ").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var key = Hash.of(speaker.by() + "\u0001" + settings + "\u0001" + text);
        return Optional.of(new SpokenClip(clips.of(key, () -> making.file(text)), speaker, key));
    }
}
