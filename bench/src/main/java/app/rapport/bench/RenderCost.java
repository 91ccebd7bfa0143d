package app.rapport.bench;

import app.rapport.render.Effort;
import app.rapport.render.Engine;
import app.rapport.render.Ladder;
import app.rapport.render.Order;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Point;
import app.rapport.render.Rendition;
import app.rapport.render.SegmentStore;
import app.rapport.render.Speech;
import app.rapport.render.Watch;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.mp4.VirtualMp4;
import app.rapport.render.splice.AacSplicer;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * What one person's video costs, beside encoding the whole video for that person as one would without Rapport: three
 * qualities, the text laid over. In processor seconds, for they mean the same on a busy machine. With
 * {@code --seconds=60} only the short video is measured.
 */
final class RenderCost {
    private static final int PEOPLE = 6;
    private static final List<Point> POINTS = List.of(Point.overlay(8, 12, "Hi {{first_name}}", "there"));

    private final Tools tools;
    private final Path folder;
    private final List<Figure> figures = new ArrayList<>();

    private RenderCost(Tools tools, Path folder) {
        this.tools = tools;
        this.folder = folder;
    }

    static void main(String[] args) throws Exception {
        int longest = Arrays.stream(args)
                .filter(arg -> arg.startsWith("--seconds="))
                .mapToInt(arg -> Integer.parseInt(arg.substring("--seconds=".length())))
                .findFirst()
                .orElse(300);
        var folder = Files.createTempDirectory("rapport-render");
        try {
            var bench = new RenderCost(Tools.find(), folder);
            bench.run(longest);
            Figure.publish("render", bench.figures);
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Processor seconds and bytes of one person. */
    private record Cost(double cpu, double bytes) {}

    private void run(int longest) throws Exception {
        var minute = measured(Math.min(60, longest), longest < 60 ? null : 20.0, 12);
        if (longest > 60) {
            var all = measured(longest, 100.0, 60);
            figures.add(Figure.atMost("cost of " + longest + " s over cost of 60 s, CPU", all.cpu / minute.cpu, "x", 1.2));
            figures.add(Figure.atMost("cost of " + longest + " s over cost of 60 s, bytes", all.bytes / minute.bytes, "x", 1.05));
        }
    }

    private Cost measured(int seconds, @org.jspecify.annotations.Nullable Double cpuTarget, double bytesTarget) throws Exception {
        String length = seconds + " s: ";
        var base = source(seconds);
        var engine = new Engine(tools, Encoder.USUAL, folder.resolve("scratch"), new AacSplicer(tools));
        var out = folder.resolve("out-" + seconds);
        double before = own();
        var ladder = engine.prepare(base, POINTS, out, "video", Watch.NONE);
        figures.add(Figure.atMost(
                length + "ladder, CPU", ladder.effort().cpuSeconds() + own() - before, "s", Math.max(60, seconds)));
        var shelf = new Shelf(out);
        one(engine, base, ladder, shelf, "warm up");

        var cost = people(engine, base, ladder, shelf);
        figures.add(Figure.reported(length + "one person, CPU", cost.cpu, "s"));
        figures.add(Figure.reported(length + "one person, new bytes", cost.bytes / 1e6, "MB"));
        shared(engine, base, ladder, shelf, cost, length);
        workers(engine, base, ladder, shelf, cost, seconds, length);
        spoken(engine, base, ladder, shelf, length);
        mp4(ladder, shelf, one(engine, base, ladder, shelf, "warm up"), length);

        var medium = naive(base, "medium");
        var same = naive(base, Encoder.USUAL.preset());
        figures.add(Figure.reported(length + "everything anew, medium, CPU", medium.cpu, "s"));
        figures.add(Figure.reported(length + "everything anew, same preset, CPU", same.cpu, "s"));
        figures.add(
                cpuTarget == null
                        ? Figure.reported(length + "times less CPU than medium", medium.cpu / cost.cpu, "x")
                        : Figure.atLeast(length + "times less CPU than medium", medium.cpu / cost.cpu, "x", cpuTarget));
        figures.add(
                seconds >= 300
                        ? Figure.atLeast(length + "times less CPU than the same preset", same.cpu / cost.cpu, "x", 50)
                        : Figure.reported(length + "times less CPU than the same preset", same.cpu / cost.cpu, "x"));
        figures.add(Figure.atLeast(length + "times fewer bytes", medium.bytes / cost.bytes, "x", bytesTarget));
        return cost;
    }

    private PersonalVideo one(Engine engine, Path base, Ladder ladder, Shelf shelf, String name) throws Exception {
        var order = new Order(base, ladder, shelf.folder, POINTS, Map.of("first_name", name));
        return engine.personal(order, shelf, Speech.NOBODY, Watch.NONE);
    }

    private Cost people(Engine engine, Path base, Ladder ladder, Shelf shelf) throws Exception {
        double before = own();
        var effort = Effort.NONE;
        for (int i = 0; i < PEOPLE; i++) {
            effort = effort.plus(one(engine, base, ladder, shelf, "Person " + i).effort());
        }
        return new Cost((effort.cpuSeconds() + own() - before) / PEOPLE, effort.bytes() / (double) PEOPLE);
    }

    /** 15 distinct first names among 100 people, as 1,500 are among 10,000. */
    private void shared(Engine engine, Path base, Ladder ladder, Shelf shelf, Cost cost, String length) throws Exception {
        double before = own();
        var effort = Effort.NONE;
        for (int i = 0; i < 100; i++) {
            effort = effort.plus(one(engine, base, ladder, shelf, "Shared " + i % 15).effort());
        }
        double cpu = effort.cpuSeconds() + own() - before;
        figures.add(Figure.atMost(
                length + "100 people of 15 first names, share of 100 distinct", cpu / (100 * cost.cpu), "x", 1 / 6.0));
    }

    private void workers(Engine engine, Path base, Ladder ladder, Shelf shelf, Cost cost, int seconds, String length)
            throws Exception {
        double before = own();
        long began = System.nanoTime();
        double cpu = 0;
        int jobs = 8;
        try (var pool = Executors.newFixedThreadPool(2)) {
            var tasks = new ArrayList<Callable<PersonalVideo>>();
            for (int i = 0; i < jobs; i++) {
                String name = "Worker " + i;
                tasks.add(() -> one(engine, base, ladder, shelf, name));
            }
            for (var done : pool.invokeAll(tasks)) {
                cpu += done.get().effort().cpuSeconds();
            }
        }
        double wall = (System.nanoTime() - began) / 1e9;
        figures.add(Figure.atLeast(length + "whole jobs an hour, 2 workers, by the clock", jobs * 3600 / wall, "", 1500));
        figures.add(Figure.atMost(
                length + "CPU per job, 2 workers over 1", (cpu + own() - before) / jobs / cost.cpu, "x", 1.15));
    }

    /** A spoken name of 0.6 s and nothing to see. */
    private void spoken(Engine engine, Path base, Ladder ladder, Shelf shelf, String length) throws Exception {
        var wav = folder.resolve("name.wav");
        tools.ffmpeg(List.of("-f", "lavfi", "-i", "sine=frequency=200:duration=0.6", "-ar", "48000", "-y", wav.toString()))
                .done();
        var points = List.of(Point.speech(2, 2.6, "{{first_name}}", "there"));
        var order = new Order(base, ladder, shelf.folder, points, Map.of("first_name", "Ann"));
        Speech speech = _ -> Optional.of(new Speech.SpokenClip(wav, "tone", "tone"));
        double before = own();
        var effort = engine.personal(order, shelf, speech, Watch.NONE).effort();
        figures.add(Figure.atMost(length + "sound only, CPU", effort.cpuSeconds() + own() - before, "s", 0.3));
    }

    private void mp4(Ladder ladder, Shelf shelf, PersonalVideo personal, String length) throws IOException {
        VirtualMp4.of(ladder, ladder.video().getLast(), personal, shelf);
        double before = own();
        long began = System.nanoTime();
        var mp4 = VirtualMp4.of(ladder, ladder.video().getLast(), personal, shelf);
        mp4.write(0, 1, shelf, OutputStream.nullOutputStream());
        figures.add(Figure.atMost(length + "MP4, first byte", (System.nanoTime() - began) / 1e9, "s", 0.3));
        figures.add(Figure.reported(length + "MP4, header, CPU", own() - before, "s"));
        figures.add(Figure.reported(length + "MP4, header", mp4.headerBytes() / 1e3, "kB"));
    }

    /** Three full encodes with the text in the picture, each as good as the ladder's. */
    private Cost naive(Path base, String preset) throws Exception {
        double cpu = 0;
        long bytes = 0;
        for (var quality : List.of("640:360 500k", "854:480 1M", "1280:720 2500k")) {
            var words = quality.split(" ", -1);
            var file = folder.resolve("naive.mp4");
            cpu += tools.ffmpeg(List.of(
                            "-i", base.toString(), "-vf",
                            "drawbox=x=iw/4:y=ih*4/5:w=iw/2:h=ih/10:color=white:t=fill:enable='between(t,8,12)',scale=" + words[0],
                            "-c:v", "libx264", "-preset", preset, "-b:v", words[1], "-maxrate", words[1], "-bufsize", "4M", "-c:a", "aac",
                            "-b:a", "128k", "-movflags", "+faststart", "-y", file.toString()))
                    .limit(java.time.Duration.ofMinutes(30))
                    .done()
                    .cpuSeconds();
            bytes += Files.size(file);
        }
        return new Cost(cpu, bytes);
    }

    /** The whole picture textured and moving, about 5 Mbit a second. */
    private Path source(int seconds) throws Exception {
        var file = folder.resolve("base-" + seconds + ".mp4");
        tools.ffmpeg(List.of(
                        "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30:duration=" + seconds, "-f", "lavfi", "-i",
                        "sine=frequency=220:duration=" + seconds, "-vf", "noise=alls=10:allf=t", "-c:v", "libx264", "-preset",
                        "ultrafast", "-pix_fmt", "yuv420p", "-b:v", "5M", "-c:a", "aac", "-y", file.toString()))
                .limit(java.time.Duration.ofMinutes(30))
                .done();
        return file;
    }

    /** Processor seconds of this program itself. */
    private static double own() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private static final class Shelf implements SegmentStore, VirtualMp4.Source {
        private final Map<String, Kept> kept = new ConcurrentHashMap<>();
        private final Path folder;

        Shelf(Path folder) {
            this.folder = folder;
        }

        @Override
        public Optional<Kept> find(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void put(Kept segment, byte[] bytes) throws IOException {
            Files.write(folder.resolve(segment.key()), bytes);
            kept.put(segment.key(), segment);
        }

        @Override
        public void write(VirtualMp4.Place place, long offset, long bytes, OutputStream out) throws IOException {
            var file = switch (place) {
                case VirtualMp4.Place.Shared(Rendition rendition) -> folder.resolve(rendition.file());
                case VirtualMp4.Place.Own(String key) -> folder.resolve(key);
            };
            try (var in = Files.newInputStream(file)) {
                in.skipNBytes(offset);
                out.write(in.readNBytes((int) bytes));
            }
        }
    }
}
