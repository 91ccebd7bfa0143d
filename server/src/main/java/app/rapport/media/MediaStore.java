package app.rapport.media;

import app.rapport.platform.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Keeps bytes by keys that nobody can guess. What is stored never changes and is never replaced: another content has another
 * key, and so may be cached for as long as anybody likes.
 */
interface MediaStore {
    /** A key nobody had before, ending in this name. */
    String newKey(OrganizationId organization, String name);

    /**
     * Keeps the file's bytes: afterwards they are complete under the key, or nothing is. The file itself may be removed then,
     * but not written to.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something is there already
     */
    void put(String key, Path file) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when nothing is there */
    long size(String key) throws IOException;

    boolean holds(String key);

    /** Writes a part of what is stored, never holding more than a little of it. */
    void write(String key, long from, long length, OutputStream out) throws IOException;

    /** Where programs that want a file find it. */
    Path file(String key);

    /** Lends what is stored to a folder of one's own, under a name that may be removed or given to another file, not written to. */
    void lend(String key, Path file) throws IOException;

    void delete(String key) throws IOException;

    /** The organisation's folders of keys in which nothing was put or deleted since. */
    List<String> restingSince(OrganizationId organization, Instant since) throws IOException;

    /** Deletes everything in a folder of keys. */
    void deleteFolder(String folder) throws IOException;

    /** A folder on the same disk, for files on their way in. */
    Path workFolder() throws IOException;

    /**
     * Refuses when so much more would leave too little.
     *
     * @throws app.rapport.platform.Problem {@code storage_full}
     */
    void requireRoom(long bytes);
}
