package app.rapport.render.voice;

import app.rapport.render.Speech.SpokenClip;
import app.rapport.render.ladder.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** What a voice said, by voice, text and settings: a service is paid once for a name however many people bear it. */
record KeptClips(Path folder, String label, String voice) {
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
        var key = Hash.of(label + "\u0001" + voice + "\u0001" + text);
        var file = folder.resolve(key + ".wav");
        if (!Files.exists(file)) {
            var made = making.file(text);
            Files.createDirectories(folder);
            var part = Files.write(folder.resolve(UUID.randomUUID() + ".part"), made);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(new SpokenClip(file, label, key));
    }
}
