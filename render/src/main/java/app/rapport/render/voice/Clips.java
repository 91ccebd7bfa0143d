package app.rapport.render.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Keeps what voices said, each by a key that changes whenever the sound would. */
public interface Clips {
    /** Makes a sound that is not there yet. */
    interface Making {
        byte[] file() throws IOException, InterruptedException;
    }

    /** Where the sound of this key lies, made if need be. */
    Path of(String key, Making making) throws IOException, InterruptedException;

    /** Files in a folder. */
    static Clips in(Path folder) {
        return (key, making) -> {
            var file = folder.resolve(key + ".wav");
            if (!Files.exists(file)) {
                var made = making.file();
                Files.createDirectories(folder);
                var part = Files.write(folder.resolve(UUID.randomUUID() + ".part"), made);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        };
    }
}
