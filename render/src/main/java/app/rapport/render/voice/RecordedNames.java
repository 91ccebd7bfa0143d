package app.rapport.render.voice;

import app.rapport.render.Speech;
import app.rapport.render.ladder.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Names that somebody recorded, a sound file for each: {@code Ann.wav}, {@code Zoë.m4a}. The most natural of all voices. */
public final class RecordedNames implements Speech {
    private final Path folder;

    /** The files are looked for at every name, so that one that is added is heard at once. */
    public RecordedNames(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<SpokenClip> say(String words) throws IOException {
        var wanted = alike(words);
        if (wanted.isEmpty() || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.list(folder)) {
            var file = files.filter(Files::isRegularFile)
                    .filter(one -> alike(one.getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                            .equals(wanted))
                    .sorted()
                    .findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SpokenClip(
                            file.get(),
                            new Speaker(By.recorded, String.valueOf(folder.getFileName())),
                            "recorded-" + Hash.of(file.get())));
        }
    }

    /** One spelling for letter cases, accents written in two ways, and spaces. */
    public static String alike(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
