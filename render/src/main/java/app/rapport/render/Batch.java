package app.rapport.render;

import app.rapport.render.hls.Playlists;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.mp4.VirtualMp4;
import app.rapport.render.tool.Tools;
import app.rapport.render.voice.LocalVoices;
import app.rapport.render.voice.RecordedNames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One base video for a list of people, as files that any static file server can serve: every segment is a file of its
 * own, for not every server can serve stretches. What all share is once in {@code shared}.
 */
final class Batch {
    private static final String SPOKEN = "spoken";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> options;
    private final PrintStream out;
    private final PrintStream err;
    private final Path folder;

    Batch(Map<String, String> options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.folder = Path.of(option("--out"));
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    /** Whether everybody's video could be made. */
    boolean run() throws IOException, InterruptedException, Refused {
        var base = existing("--base");
        var points = points(existing("--points"));
        var people = People.read(existing("--people"));
        var shared = folder.resolve(People.SHARED);
        var tools = Tools.find();
        var engine = new Engine(tools, Encoder.USUAL, shared);
        var ladder = engine.prepare(base, points, shared, "video", Watch.NONE);
        say("base video: %d frames, %.1f CPU s, %d bytes"
                .formatted(
                        ladder.frames(),
                        ladder.effort().cpuSeconds(),
                        ladder.effort().bytes()));
        var layout = new Layout(folder, ladder);
        layout.split();
        var told = new ConcurrentHashMap<String, Map<String, Object>>();
        try (var voices = LocalVoices.find(System.getenv("RAPPORT_VOICE_COMMAND"), shared.resolve(SPOKEN));
                var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var speech = recorded().or(voices);
            var running = new ArrayList<Future<?>>();
            for (var alike : alike(people, points)) {
                running.add(workers.submit(() -> {
                    for (var person : alike) {
                        told.put(
                                person.id(),
                                made(
                                        engine,
                                        new Order(base, ladder, shared, points, person.values(), this::image),
                                        layout,
                                        speech,
                                        person));
                    }
                    return null;
                }));
            }
            finished(running, workers);
        }
        layout.tidy();
        var results = people.stream()
                .map(person -> told.getOrDefault(person.id(), Map.of()))
                .toList();
        if (options.containsKey("--json")) {
            out.println(JSON.writeValueAsString(summary(ladder, results)));
        }
        return results.stream().noneMatch(result -> result.containsKey("error"));
    }

    /** Those with the same words one after another, for the second finds what the first made; the others side by side. */
    private static Collection<List<People.Person>> alike(List<People.Person> people, List<Point> points) {
        return people.stream()
                .collect(Collectors.groupingBy(
                        person -> points.stream()
                                .map(point -> point.words(person.values()))
                                .toList(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static void finished(List<Future<?>> running, ExecutorService workers)
            throws IOException, InterruptedException {
        try {
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            workers.shutdownNow();
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }

    /** Names that the maker recorded go before every other voice. */
    private static Speech recorded() {
        var names = System.getenv("RAPPORT_VOICE_NAMES");
        return names == null || names.isBlank() ? Speech.NOBODY : new RecordedNames(Path.of(names));
    }

    /** What is refused for one person is that person's failure alone. */
    private Map<String, Object> made(Engine engine, Order order, Layout layout, Speech speech, People.Person person)
            throws IOException, InterruptedException {
        try {
            var personal = engine.personal(order, layout, speech, Watch.NONE);
            layout.playlists(person.id(), personal);
            if (options.containsKey("--mp4")) {
                layout.mp4(person.id(), personal);
            }
            return told(person.id(), personal);
        } catch (Refused e) {
            err.println(person.id() + ": " + e.sentence() + " (" + e.code() + ")");
            return Map.of(
                    "id", person.id(), "error", Map.of("code", e.code(), "detail", e.sentence(), "values", e.values()));
        }
    }

    private Path existing(String name) {
        var path = Path.of(option(name));
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(name + ": there is no file " + path);
        }
        return path;
    }

    private static List<Point> points(Path file) throws IOException {
        try {
            List<Point> points = JSON.readValue(Files.readString(file), new TypeReference<>() {});
            for (var point : points) {
                if (!(point.from() >= 0 && point.to() > point.from())) {
                    throw new IllegalArgumentException(
                            file + ": a point must begin before it ends, in seconds; this one is from " + point.from()
                                    + " to " + point.to());
                }
            }
            return points;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is not a list of points: " + e.getOriginalMessage(), e);
        }
    }

    /** Images stand beside the list of points. */
    private Optional<Path> image(String name) {
        return Optional.of(Path.of(option("--points")).toAbsolutePath().resolveSibling(name))
                .filter(Files::isRegularFile);
    }

    private Map<String, Object> told(String id, PersonalVideo personal) {
        var told = new LinkedHashMap<String, Object>();
        told.put("id", id);
        told.put("cpuSeconds", personal.effort().cpuSeconds());
        told.put("bytes", personal.effort().bytes());
        told.put(
                "segments",
                personal.tracks().values().stream().mapToInt(List::size).sum());
        told.put("notes", personal.notes());
        say("%s: %.2f CPU s, %d bytes%s"
                .formatted(
                        id,
                        personal.effort().cpuSeconds(),
                        personal.effort().bytes(),
                        personal.notes().isEmpty() ? "" : " " + personal.notes()));
        return told;
    }

    private static Map<String, Object> summary(Ladder ladder, List<Map<String, Object>> people) {
        var base = new LinkedHashMap<String, Object>();
        base.put("cpuSeconds", ladder.effort().cpuSeconds());
        base.put("bytes", ladder.effort().bytes());
        base.put("seconds", ladder.seconds());
        base.put("renditions", ladder.video().stream().map(Rendition::name).toList());
        base.put("encoder", ladder.encoder());
        var summary = new LinkedHashMap<String, Object>();
        summary.put("ladder", base);
        summary.put("people", people);
        return summary;
    }

    private void say(String line) {
        (options.containsKey("--json") ? err : out).println(line);
    }

    /** Where the files are: shared segments in {@code shared/<rendition>}, own ones by the key of their content. */
    private record Layout(Path folder, Ladder ladder) implements SegmentStore, Playlists.Addresses, VirtualMp4.Source {
        private Path shared() {
            return folder.resolve(People.SHARED);
        }

        private Path own(String key) {
            return shared().resolve("own").resolve(key.substring(0, 2)).resolve(key.substring(2) + ".m4s");
        }

        /** Cuts the ladder's files into one for each segment. */
        void split() throws IOException {
            for (var rendition : ladder.renditions()) {
                var target = Files.createDirectories(shared().resolve(rendition.name()));
                try (var in = Files.newInputStream(shared().resolve(rendition.file()))) {
                    Files.write(target.resolve("init.mp4"), in.readNBytes((int) rendition.initBytes()));
                    for (int i = 0; i < rendition.segments().size(); i++) {
                        Files.write(target.resolve(i + ".m4s"), in.readNBytes((int)
                                rendition.segments().get(i).bytes()));
                    }
                }
            }
        }

        /** The whole files have served; their segments remain. */
        void tidy() throws IOException {
            for (var rendition : ladder.renditions()) {
                Files.deleteIfExists(shared().resolve(rendition.file()));
            }
            Files.deleteIfExists(shared().resolve(ladder.pcm()));
            var spoken = shared().resolve(SPOKEN);
            if (Files.isDirectory(spoken)) {
                try (var clips = Files.list(spoken)) {
                    for (var clip : clips.toList()) {
                        Files.delete(clip);
                    }
                }
                Files.delete(spoken);
            }
        }

        void playlists(String id, PersonalVideo personal) throws IOException {
            var target = Files.createDirectories(folder.resolve(id));
            for (var rendition : ladder.renditions()) {
                Files.writeString(target.resolve(playlist(rendition)), Playlists.media(rendition, personal, this));
            }
            Files.writeString(target.resolve("master.m3u8"), Playlists.master(ladder, personal, this));
        }

        void mp4(String id, PersonalVideo personal) throws IOException {
            var mp4 = VirtualMp4.of(ladder, ladder.video().getLast(), personal, this);
            try (var file = new BufferedOutputStream(Files.newOutputStream(folder.resolve(id + ".mp4")), 1 << 16)) {
                mp4.write(0, mp4.length(), this, file);
            }
        }

        @Override
        public Optional<Kept> find(String key) throws IOException {
            var file = own(key);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (var in = new java.io.DataInputStream(Files.newInputStream(file))) {
                return Optional.of(new Kept(key, Files.size(file), in.readInt() + 8));
            }
        }

        @Override
        public void put(Kept segment, byte[] bytes) throws IOException {
            var file = own(segment.key());
            Files.createDirectories(file.getParent());
            var part = Files.write(
                    file.resolveSibling(
                            segment.key() + "." + Thread.currentThread().threadId() + ".part"),
                    bytes);
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public String playlist(Rendition rendition) {
            return rendition.name() + ".m3u8";
        }

        @Override
        public Playlists.Location init(Rendition rendition) {
            return Playlists.Location.of("../" + People.SHARED + "/" + rendition.name() + "/init.mp4");
        }

        @Override
        public Playlists.Location shared(Rendition rendition, int index) {
            return Playlists.Location.of("../" + People.SHARED + "/" + rendition.name() + "/" + index + ".m4s");
        }

        @Override
        public Playlists.Location own(Rendition rendition, PersonalVideo.Own own) {
            return Playlists.Location.of(
                    "../" + folder.relativize(own(own.key())).toString().replace('\\', '/'));
        }

        @Override
        public void write(VirtualMp4.Place place, long offset, long bytes, OutputStream out) throws IOException {
            var file = switch (place) {
                case VirtualMp4.Place.Shared(var rendition) -> shared().resolve(rendition.file());
                case VirtualMp4.Place.Own(var key) -> own(key);
            };
            try (var in = Files.newInputStream(file)) {
                in.skipNBytes(offset);
                for (long left = bytes; left > 0; ) {
                    byte[] read = in.readNBytes((int) Math.min(left, 1 << 16));
                    if (read.length == 0) {
                        throw new IOException(file + " is shorter than it was");
                    }
                    out.write(read);
                    left -= read.length;
                }
            }
        }
    }
}
