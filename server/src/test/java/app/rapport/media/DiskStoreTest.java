package app.rapport.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.Problem;
import app.rapport.platform.RapportSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What is stored is whole, never replaced, and leaves room for others; what a scanner refuses is refused. */
class DiskStoreTest {
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    @TempDir
    Path data;

    private final OrganizationId acorn = new OrganizationId(UUID.randomUUID());

    private DiskStore store(String leaveFree) {
        return new DiskStore(
                new RapportSettings(data, URI.create("http://localhost"), null, null, null, false),
                settings(leaveFree, null));
    }

    private static MediaSettings settings(String leaveFree, @Nullable String scanner) {
        return new MediaSettings(
                DataSize.ofMegabytes(100),
                Duration.ofHours(24),
                DataSize.parse(leaveFree),
                null,
                Duration.ofSeconds(30),
                scanner,
                Duration.ofDays(730));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(data, "made", ".mp4"), content);
    }

    private static String all(DiskStore store, String key) throws IOException {
        var out = new ByteArrayOutputStream();
        store.write(key, 0, store.size(key), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Requirement({"P-115", "P-110"})
    void aSecondFileUnderTheSameKeyIsRefused() throws IOException {
        var store = store("1MB");
        var key = store.newKey(acorn, "video_720p.mp4");
        assertThat(key).startsWith(acorn + "/").endsWith("/video_720p.mp4");
        store.put(key, file("first"));
        var second = file("second");
        assertThatThrownBy(() -> store.put(key, second)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(all(store, key)).isEqualTo("first");
    }

    @Test
    void keysCannotBeGuessedAndNamesCannotLeadAway() {
        var store = store("1MB");
        assertThat(store.newKey(acorn, "a.mp4")).isNotEqualTo(store.newKey(acorn, "a.mp4"));
        for (var name : new String[] {"../../etc/passwd", "..", "", "a/b\\c\0d", "فيديو.mp4", "x".repeat(500)}) {
            var key = store.newKey(acorn, name);
            assertThat(store.file(key).normalize())
                    .startsWithRaw(data.resolve("media").resolve(acorn.toString()));
        }
        assertThatThrownBy(() -> store.file("../other")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartIsReadAlone() throws IOException {
        var store = store("1MB");
        var key = store.newKey(acorn, "a.mp4");
        store.put(key, file("0123456789"));
        var out = new ByteArrayOutputStream();
        store.write(key, 3, 4, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("3456");
        assertThatThrownBy(() -> store.write(key, 8, 4, out)).isInstanceOf(IOException.class);
        store.delete(key);
        assertThat(store.holds(key)).isFalse();
    }

    @Test
    void whatWouldFillTheDiskIsRefusedBeforehand() {
        store("1MB").requireRoom(1);
        assertThatThrownBy(() -> store("1000000GB").requireRoom(1))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("storage_full"));
    }

    @Test
    @Requirement("P-145")
    void whatTheScannerRefusesIsRefused() throws Exception {
        var script = Files.writeString(data.resolve("scan"), "#!/bin/sh\nif grep -q EICAR \"$1\"; then exit 1; fi\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var scanner = new VirusScanner(settings("1MB", script + " {}"));
        scanner.check(file("a film"));
        var infected = file(EICAR);
        assertThatThrownBy(() -> scanner.check(infected))
                .isInstanceOfSatisfying(
                        RenderFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("file_infected"));
        new VirusScanner(settings("1MB", null)).check(infected);
        var broken = new VirusScanner(settings("1MB", "false-scanner-that-is-not-there"));
        assertThatThrownBy(() -> broken.check(infected)).isInstanceOf(IOException.class);
    }
}
