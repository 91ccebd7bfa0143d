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
 * {@code --seconds=60} only the short video is measured; with {@code --quick} encoding everything anew is measured for
 * the short one and reckoned for the long one, for it is as many times the work as the video is longer.
 */
final class RenderCost {
    private static final int PEOPLE = 4;

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
            bench.run(longest, Arrays.asList(args).contains("--quick"));
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
    private record Cost(double cpu, double bytes) {
        Cost times(double longer) {
            return new Cost(cpu * longer, bytes * longer);
        }
    }

    private void run(int longest, boolean quick) throws Exception {
        var minute = new Video(Math.min(60, longest));
        minute.measure();
        minute.sound();
        minute.share();
        minute.workTwoByTwo();
        var medium = minute.naive("medium");
        var same = minute.naive(Encoder.USUAL.preset());
        minute.compare(medium, same, 20, 12, "");
        if (longest > 60) {
            var all = new Video(longest);
            all.measure();
            double longer = longest / 60.0;
            all.compare(
                    quick ? medium.times(longer) : all.naive("medium"),
                    quick ? same.times(longer) : all.naive(Encoder.USUAL.preset()),
                    100,
                    60,
                    quick ? " (reckoned)" : "");
            told(Figure.atMost(
                    "cost of " + longest + " s over cost of 60 s, CPU", all.cost.cpu / minute.cost.cpu, "x", 1.2));
            told(Figure.atMost(
                    "cost of " + longest + " s over cost of 60 s, bytes",
                    all.cost.bytes / minute.cost.bytes,
                    "x",
                    1.05));
        }
    }

    /** One base video and what is measured with it. */
    private final class Video {
        private final int seconds;
        private final String length;
        private final Path base;
        private final List<Point> points;
        private final Engine engine;
        private final Shelf shelf;
        private final Ladder ladder;
        private Cost cost = new Cost(0, 0);

        Video(int seconds) throws Exception {
            this.seconds = seconds;
            this.length = seconds + " s: ";
            this.base = source(seconds);
            // Four seconds in the middle: where in the video they are must not matter.
            double from = seconds / 2.0 + 0.5;
            this.points = List.of(Point.overlay(from, from + 4, "Hi {{first_name}}", "there"));
            this.engine = new Engine(tools, Encoder.USUAL, folder.resolve("scratch"));
            this.shelf = new Shelf(folder.resolve("out-" + seconds));
            double before = own();
            this.ladder = engine.prepare(base, points, shelf.folder, "video", Watch.NONE);
            told(Figure.atMost(
                    length + "ladder, CPU", ladder.effort().cpuSeconds() + own() - before, "s", Math.max(60, seconds)));
            one("Warm up");
        }

        private PersonalVideo one(String name) throws Exception {
            var order = new Order(base, ladder, shelf.folder, points, Map.of("first_name", name));
            return engine.personal(order, shelf, Speech.NOBODY, Watch.NONE);
        }

        void measure() throws Exception {
            double before = own();
            var effort = Effort.NONE;
            for (int i = 0; i < PEOPLE; i++) {
                effort = effort.plus(one("Person " + i).effort());
            }
            cost = new Cost((effort.cpuSeconds() + own() - before) / PEOPLE, effort.bytes() / (double) PEOPLE);
            told(Figure.reported(length + "one person, CPU", cost.cpu, "s"));
            told(Figure.reported(length + "one person, new bytes", cost.bytes / 1e6, "MB"));
            mp4(one("Warm up"));
        }

        /** Only words spoken, in a gap that lies across the border of two segments. */
        void sound() throws Exception {
            double border = ladder.sound().segments().get(2).start()
                    / (double) ladder.sound().timescale();
            var gap = List.of(Point.speech(border - 0.35, border + 0.35, "{{first_name}}", ""));
            said(gap, "Warm up");
            double before = own();
            double cpu = 0;
            for (int i = 0; i < PEOPLE; i++) {
                cpu += said(gap, "Person " + i).effort().cpuSeconds();
            }
            told(Figure.atMost(
                    length + "one person, sound only, across a border, CPU",
                    (cpu + own() - before) / PEOPLE,
                    "s",
                    0.3));
        }

        private PersonalVideo said(List<Point> gap, String name) throws Exception {
            var clip = folder.resolve(name + ".wav");
            tools.ffmpeg(List.of(
                            "-f",
                            "lavfi",
                            "-i",
                            "sine=frequency=330:duration=0.6:sample_rate=22050",
                            "-y",
                            clip.toString()))
                    .done();
            var order = new Order(base, ladder, shelf.folder, gap, Map.of("first_name", name));
            var speaker = new Speech.Speaker(Speech.By.recorded, "bench");
            return engine.personal(
                    order, shelf, words -> Optional.of(new Speech.SpokenClip(clip, speaker, words)), Watch.NONE);
        }

        /** 3 distinct first names among 20 people, as 1,500 are among 10,000. */
        void share() throws Exception {
            double before = own();
            var effort = Effort.NONE;
            for (int i = 0; i < 20; i++) {
                effort = effort.plus(one("Shared " + i % 3).effort());
            }
            double cpu = effort.cpuSeconds() + own() - before;
            told(Figure.atMost(
                    length + "20 people of 3 first names over 20 distinct, CPU", cpu / (20 * cost.cpu), "x", 1 / 6.0));
        }

        void workTwoByTwo() throws Exception {
            double before = own();
            long began = System.nanoTime();
            double cpu = 0;
            int jobs = 6;
            try (var pool = Executors.newFixedThreadPool(2)) {
                var tasks = new ArrayList<Callable<PersonalVideo>>();
                for (int i = 0; i < jobs; i++) {
                    String name = "Worker " + i;
                    tasks.add(() -> one(name));
                }
                for (var done : pool.invokeAll(tasks)) {
                    cpu += done.get().effort().cpuSeconds();
                }
            }
            double wall = (System.nanoTime() - began) / 1e9;
            double each = (cpu + own() - before) / jobs;
            told(Figure.reported(length + "whole jobs an hour, 2 workers, by the clock", jobs * 3600 / wall, ""));
            told(Figure.atLeast(length + "whole jobs an hour, 2 free cores, by CPU", 2 * 3600 / each, "", 1500));
            told(Figure.atMost(length + "CPU per job, 2 workers over 1", each / cost.cpu, "x", 1.15));
        }

        private void mp4(PersonalVideo personal) throws IOException {
            VirtualMp4.of(ladder, ladder.video().getLast(), personal, shelf);
            double before = own();
            long began = System.nanoTime();
            var mp4 = VirtualMp4.of(ladder, ladder.video().getLast(), personal, shelf);
            mp4.write(0, 1, shelf, OutputStream.nullOutputStream());
            told(Figure.atMost(length + "MP4, first byte", (System.nanoTime() - began) / 1e9, "s", 0.3));
            told(Figure.reported(length + "MP4, header, CPU", own() - before, "s"));
            told(Figure.reported(length + "MP4, header", mp4.headerBytes() / 1e3, "kB"));
        }

        Cost naive(String preset) throws Exception {
            return RenderCost.this.naive(base, preset);
        }

        void compare(Cost medium, Cost same, double cpuTarget, double bytesTarget, String how) {
            told(Figure.reported(length + "everything anew, medium, CPU" + how, medium.cpu, "s"));
            told(Figure.reported(length + "everything anew, same preset, CPU" + how, same.cpu, "s"));
            told(Figure.atLeast(length + "times less CPU than medium" + how, medium.cpu / cost.cpu, "x", cpuTarget));
            told(
                    seconds >= 300
                            ? Figure.atLeast(length + "times less CPU, same preset" + how, same.cpu / cost.cpu, "x", 50)
                            : Figure.reported(length + "times less CPU, same preset" + how, same.cpu / cost.cpu, "x"));
            told(Figure.atLeast(length + "times fewer bytes" + how, medium.bytes / cost.bytes, "x", bytesTarget));
        }
    }

    /** Said at once, for the whole takes long. */
    private void told(Figure figure) {
        System.err.printf(java.util.Locale.ROOT, "  %s %.3f %s%n", figure.figure(), figure.value(), figure.unit());
        figures.add(figure);
    }

    /** Three full encodes with the text in the picture, each as good as the ladder's. */
    private Cost naive(Path base, String preset) throws Exception {
        double cpu = 0;
        long bytes = 0;
        for (var quality : List.of("640:360 500k", "854:480 1M", "1280:720 2500k")) {
            var words = quality.split(" ", -1);
            var file = folder.resolve("naive.mp4");
            cpu += tools.ffmpeg(List.of(
                            "-i",
                            base.toString(),
                            "-vf",
                            "drawbox=x=iw/4:y=ih*4/5:w=iw/2:h=ih/10:color=white:t=fill:enable='between(t,8,12)',scale="
                                    + words[0],
                            "-c:v",
                            "libx264",
                            "-preset",
                            preset,
                            "-b:v",
                            words[1],
                            "-maxrate",
                            words[1],
                            "-bufsize",
                            "4M",
                            "-c:a",
                            "aac",
                            "-b:a",
                            "128k",
                            "-movflags",
                            "+faststart",
                            "-y",
                            file.toString()))
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
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=1280x720:rate=30:duration=" + seconds,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=220:duration=" + seconds,
                        "-vf",
                        "noise=alls=10:allf=t",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        "-b:v",
                        "5M",
                        "-c:a",
                        "aac",
                        "-y",
                        file.toString()))
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
