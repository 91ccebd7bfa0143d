package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the tool or the disk fails: words, and nothing half published. */
class FailuresTest {
    private static final List<Point> POINTS = List.of(Point.overlay(1, 2, "Hi {{first_name}}", "there"));

    @TempDir
    private Path folder;

    private static RenderFailed failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        var thrown = catchThrowable(work);
        assertThat(thrown).isInstanceOf(RenderFailed.class);
        return (RenderFailed) thrown;
    }

    private void nothingIn(Path target) throws IOException {
        if (Files.exists(target)) {
            try (var files = Files.list(target)) {
                assertThat(files.toList()).isEmpty();
            }
        }
    }

    @Test
    void aToolThatIsKilledFailsClearlyAndPublishesNothing() throws Exception {
        var base = Lab.source(folder.resolve("base.mp4"), "640x360", 20);
        var target = folder.resolve("out");
        var killer = new Watch() {
            @Override
            public boolean cancelled() {
                ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().commandLine().orElse("").contains(base.toString()))
                        .filter(child -> child.info().commandLine().orElse("").contains("libx264"))
                        .forEach(ProcessHandle::destroyForcibly);
                return false;
            }
        };
        var failed = failure(() -> Lab.engine(folder).prepare(base, POINTS, target, "video", killer));
        assertThat(failed.code()).isEqualTo("renderer_stopped");
        assertThat(failed.getMessage()).contains("signal 9");
        nothingIn(target);
    }

    @Test
    void workCanBeCalledOff() throws Exception {
        var base = Lab.source(folder.resolve("base.mp4"), "640x360", 20);
        var target = folder.resolve("out");
        var stop = new AtomicBoolean();
        var watch = new Watch() {
            @Override
            public void progress(double share) {
                stop.set(true);
            }

            @Override
            public boolean cancelled() {
                return stop.get();
            }
        };
        assertThat(failure(() -> Lab.engine(folder).prepare(base, POINTS, target, "video", watch))
                        .code())
                .isEqualTo("cancelled");
        nothingIn(target);
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().commandLine().orElse("").contains("libx264")))
                .isEmpty();
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        var run = Lab.TOOLS
                .ffmpeg(List.of(
                        "-f", "lavfi", "-i", "testsrc2=size=320x240:duration=1", "-f", "rawvideo", "-y", "/dev/full"))
                .any();
        assertThat(run.exit()).isNotZero();
        assertThat(run.failure().code()).isEqualTo("disk_full");

        var base = Lab.source(folder.resolve("base.mp4"), "320x180", 3);
        var ladder = Lab.engine(folder).prepare(base, POINTS, folder, "video", Watch.NONE);
        var full = new SegmentStore() {
            @Override
            public java.util.Optional<Kept> find(String key) {
                return java.util.Optional.empty();
            }

            @Override
            public void put(Kept segment, byte[] bytes) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var order = new Order(base, ladder, folder, POINTS, Map.of("first_name", "Ann"));
        assertThat(failure(() -> Lab.engine(folder.resolve("scratch")).personal(order, full, Speech.NOBODY, Watch.NONE))
                        .code())
                .isEqualTo("disk_full");
        nothingIn(folder.resolve("scratch"));
    }

    @Test
    void aMissingOrUnfitToolIsSaidBeforeAnyUpload() throws Exception {
        assertThatThrownBy(() -> Tools.find(folder.resolve("none").toString()))
                .isInstanceOf(RenderFailed.class)
                .hasMessageContaining("RAPPORT_FFMPEG");
        for (String name : List.of("ffmpeg", "ffprobe")) {
            var script = Files.writeString(folder.resolve(name), "#!/bin/sh\necho ffmpeg version 3.4.1 Copyright\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        assertThatThrownBy(() -> Tools.find(folder.resolve("ffmpeg").toString()))
                .isInstanceOf(RenderFailed.class)
                .hasMessageContaining("3.4.1")
                .hasMessageContaining("5 or newer");
    }
}
