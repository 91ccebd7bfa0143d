package app.rapport.render.person;

import app.rapport.render.Effort;
import app.rapport.render.Ladder;
import app.rapport.render.Order;
import app.rapport.render.PersonalVideo;
import app.rapport.render.PersonalVideo.Note;
import app.rapport.render.PersonalVideo.Own;
import app.rapport.render.PersonalVideo.Spoken;
import app.rapport.render.Point;
import app.rapport.render.Refused;
import app.rapport.render.RenderFailed;
import app.rapport.render.Rendition;
import app.rapport.render.SegmentStore;
import app.rapport.render.SoundSplicer;
import app.rapport.render.Speech;
import app.rapport.render.Watch;
import app.rapport.render.ladder.Cuts;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.ladder.Gate;
import app.rapport.render.ladder.Hash;
import app.rapport.render.ladder.Quality;
import app.rapport.render.ladder.Span;
import app.rapport.render.ladder.SpanEncoder;
import app.rapport.render.ladder.Work;
import app.rapport.render.mp4.Fragment;
import app.rapport.render.overlay.Frame;
import app.rapport.render.overlay.Painter;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Makes what is one person's own: only segments that something personal touches, and only those nobody has made yet. */
public final class Personal {
    private final Tools tools;
    private final Encoder encoder;
    private final Painter painter;
    private final SoundSplicer splicer;

    /** With the tools in use and what is pinned. */
    public Personal(Tools tools, Encoder encoder, Painter painter, SoundSplicer splicer) {
        this.tools = tools;
        this.encoder = encoder;
        this.painter = painter;
        this.splicer = splicer;
    }

    /** The person's video; what it needed is in the store when this returns. */
    public PersonalVideo make(Order order, SegmentStore store, Speech speech, Path scratch, Watch watch)
            throws IOException, InterruptedException, Refused {
        requireSameEncoder(order.ladder());
        try (var work = Work.in(scratch)) {
            var made = new Making(order, store, work, watch);
            made.pictures();
            made.sound(speech);
            watch.progress(1);
            made.tracks.values().forEach(owns -> owns.sort(Comparator.comparingInt(Own::index)));
            return new PersonalVideo(made.tracks, List.copyOf(made.notes), List.copyOf(made.spoken), made.effort);
        }
    }

    /** Another build or other parameters may encode in a way the ladder's initialisation does not fit. */
    private void requireSameEncoder(Ladder ladder) throws RenderFailed {
        if (!encoder.fingerprint(tools).equals(ladder.parameters())) {
            throw new RenderFailed(
                    "ladder_outdated",
                    "The base video was prepared by " + ladder.encoder() + ", now " + tools.build()
                            + " is in use. Prepare the base video again.",
                    "");
        }
    }

    /** An overlay with this person's words. */
    private record Shown(Point point, Span span, String words) {
        String key(Span segment) {
            return String.join(
                    "\u0001",
                    String.valueOf(span.from() - segment.from()),
                    String.valueOf(span.to() - segment.from()),
                    words,
                    String.valueOf(point.x()),
                    String.valueOf(point.y()),
                    String.valueOf(point.size()),
                    String.valueOf(point.color()),
                    String.valueOf(point.background()),
                    String.valueOf(point.image()));
        }
    }

    private final class Making {
        private final Order order;
        private final Ladder ladder;
        private final SegmentStore store;
        private final Work work;
        private final Watch watch;
        private final Map<String, List<Own>> tracks = new TreeMap<>();
        private final LinkedHashSet<Note> notes = new LinkedHashSet<>();
        private final List<Spoken> spoken = new ArrayList<>();
        private Effort effort = Effort.NONE;

        Making(Order order, SegmentStore store, Work work, Watch watch) {
            this.order = order;
            this.ladder = order.ladder();
            this.store = store;
            this.work = work;
            this.watch = watch;
        }

        void pictures() throws IOException, InterruptedException, Refused {
            var shown = new ArrayList<Shown>();
            for (var point : order.points()) {
                var span = Cuts.span(point, ladder.frames());
                if (point.kind() == Point.Kind.overlay && span.frames() > 0) {
                    String words = words(point);
                    if (!words.isEmpty()) {
                        shown.add(new Shown(point, span, words));
                    }
                }
            }
            var missing = new ArrayList<Integer>();
            var segments = segments();
            for (int i = 0; i < segments.size(); i++) {
                var segment = segments.get(i);
                var here = shown.stream()
                        .filter(one -> one.span().touches(segment))
                        .toList();
                if (!here.isEmpty() && !known(i, segment, here)) {
                    missing.add(i);
                }
            }
            // Segments side by side are encoded in one go.
            for (int i = 0; i < missing.size(); ) {
                int last = i;
                while (last + 1 < missing.size() && missing.get(last + 1) == missing.get(last) + 1) {
                    last++;
                }
                var progress = watch.part(i / (double) missing.size(), (last + 1) / (double) missing.size());
                encode(missing.subList(i, last + 1), segments, shown, progress);
                i = last + 1;
            }
            draw(shown);
        }

        /** The words, or what stands for an image: its content, so that another one under the same name is another. */
        private String words(Point point) throws IOException, Refused {
            return point.image() == null ? point.words(order.values()) : Hash.of(image(point.image()));
        }

        private Path image(String name) throws Refused {
            return order.images()
                    .find(name)
                    .orElseThrow(() -> new Refused(
                            "image_missing",
                            Map.of("image", name),
                            "The image '" + name + "' of a personal point is not there. Choose it again."));
        }

        private List<Span> segments() {
            return ladder.video().getFirst().segments().stream()
                    .map(segment -> new Span((int) (segment.start() / Encoder.STEP), (int)
                            ((segment.start() + segment.duration()) / Encoder.STEP)))
                    .toList();
        }

        /** Whether every quality of the segment is kept already; if so, they are this person's too. */
        private boolean known(int index, Span segment, List<Shown> shown) throws IOException {
            var kept = new LinkedHashMap<String, SegmentStore.Kept>();
            for (var quality : ladder.video()) {
                Optional<SegmentStore.Kept> one = store.find(key(quality, segment, shown));
                if (one.isEmpty()) {
                    return false;
                }
                kept.put(quality.name(), one.get());
            }
            kept.forEach((quality, one) -> add(quality, new Own(index, one.key(), one.bytes(), one.head())));
            return true;
        }

        private String key(Rendition quality, Span segment, List<Shown> shown) {
            var words = new StringBuilder(String.join(
                    "\u0001",
                    ladder.source(),
                    ladder.parameters(),
                    String.valueOf(Painter.VERSION),
                    quality.name(),
                    String.valueOf(segment.from()),
                    String.valueOf(segment.to())));
            shown.forEach(one -> words.append('\u0003').append(one.key(segment)));
            return Hash.of(words.toString());
        }

        private void encode(List<Integer> indexes, List<Span> segments, List<Shown> shown, Watch progress)
                throws IOException, InterruptedException, Refused {
            var span = new Span(
                    segments.get(indexes.getFirst()).from(),
                    segments.get(indexes.getLast()).to());
            var cuts = indexes.stream().map(index -> segments.get(index).from()).toList();
            var overs = new ArrayList<SpanEncoder.Over>();
            for (var one : shown) {
                if (one.span().touches(span)) {
                    overs.add(over(one, overs.size()));
                }
            }
            var qualities = Quality.of(ladder.upload().width(), ladder.upload().height());
            var outcome = new SpanEncoder(tools, encoder)
                    .encode(order.base(), ladder.upload(), qualities, span, cuts, overs, work, progress);
            var candidates = new ArrayList<Gate.Candidate>();
            var parts = new ArrayList<Fragment>();
            var keys = new ArrayList<String>();
            for (int q = 0; q < qualities.size(); q++) {
                var rendition = ladder.video().get(q);
                var encoded = outcome.qualities().get(q);
                if (!Arrays.equals(encoded.decoder(), rendition.decoder())) {
                    throw new RenderFailed(
                            "decoder_mismatch",
                            "The encoder's set-up for " + rendition.name()
                                    + " differs from the base video's. Prepare it again.",
                            "");
                }
                for (int index : indexes) {
                    var segment = segments.get(index);
                    var samples = encoded.samples().subList(segment.from() - span.from(), segment.to() - span.from());
                    var part =
                            Fragment.pictures(index + 1, segment.from() * (long) Encoder.STEP, Encoder.STEP, samples);
                    candidates.add(new Gate.Candidate(rendition, part.bytes(), segment.frames()));
                    parts.add(part);
                    var here = shown.stream()
                            .filter(one -> one.span().touches(segment))
                            .toList();
                    keys.add(key(rendition, segment, here));
                }
            }
            double checked = new Gate(tools).pass(candidates, order.folder(), work);
            long bytes = 0;
            for (int i = 0; i < parts.size(); i++) {
                var own = keep(indexes.get(i % indexes.size()), keys.get(i), parts.get(i));
                add(candidates.get(i).rendition().name(), own);
                bytes += own.bytes();
            }
            effort = effort.plus(new Effort(outcome.cpuSeconds() + checked, bytes));
        }

        private Own keep(int index, String key, Fragment part) throws IOException {
            try {
                store.put(new SegmentStore.Kept(key, part.bytes().length, part.head()), part.bytes());
            } catch (IOException e) {
                throw Work.full(e);
            }
            return new Own(index, key, part.bytes().length, part.head());
        }

        private SpanEncoder.Over over(Shown one, int number) throws IOException, Refused {
            var largest = ladder.video().getLast();
            var frame = new Frame(
                    largest.width(),
                    largest.height(),
                    largest.width() / (double) ladder.upload().width());
            String image = one.point().image();
            var drawing = image != null
                    ? painter.image(image(image), one.point(), frame)
                    : painter.words(one.words(), one.point(), frame);
            var png = work.file("overlay-" + one.span().from() + "-" + number + ".png");
            try {
                ImageIO.write(drawing.image(), "png", png.toFile());
            } catch (IOException e) {
                throw Work.full(e);
            }
            return new SpanEncoder.Over(png, drawing.x(), drawing.y(), one.span());
        }

        /** What cannot be drawn is told whether the segments were made now or are kept from before. */
        private void draw(List<Shown> shown) {
            for (var one : shown) {
                if (one.point().image() == null) {
                    painter.missing(one.words())
                            .forEach(character -> notes.add(new Note("characters_not_shown", character)));
                }
            }
        }

        void sound(Speech speech) throws IOException, InterruptedException, Refused {
            var words = new LinkedHashMap<SoundSplicer.Slot, String>();
            for (var point : order.points()) {
                if (point.kind() == Point.Kind.speech) {
                    say(point, speech, words);
                }
            }
            var slots = new ArrayList<>(words.keySet());
            splice(slots);
            words.forEach((slot, said) -> {
                var heard = slots.contains(slot);
                spoken.add(new Spoken(said, heard ? slot.clip().speaker() : null));
                if (heard) {
                    notes.add(new Note("spoken_by", slot.clip().speaker().label()));
                }
            });
        }

        /** Leaves in the list what is heard in the end. */
        private void splice(List<SoundSplicer.Slot> slots) throws IOException, InterruptedException, Refused {
            while (!slots.isEmpty()) {
                var keys = new TreeMap<Integer, String>();
                for (int index : splicer.touched(ladder, slots)) {
                    keys.put(index, key(index, slots));
                }
                try {
                    if (!knownSound(keys)) {
                        splice(slots, keys);
                    }
                    return;
                } catch (Refused tooLong) {
                    leaveOut(slots, tooLong);
                }
            }
        }

        /** A stopgap voice is no reason to have no video; where somebody chose a voice, it is for them to choose again. */
        private void leaveOut(List<SoundSplicer.Slot> slots, Refused why) throws Refused {
            var slot = slots.stream()
                    .filter(one -> Objects.equals(one.from(), why.values().get("from")))
                    .filter(one -> one.clip().speaker().by() == Speech.By.offline)
                    .findFirst()
                    .orElseThrow(() -> why);
            slots.remove(slot);
            notes.add(new Note(why.code(), why.sentence()));
        }

        private String key(int index, List<SoundSplicer.Slot> slots) {
            var words = new StringBuilder(
                    String.join("\u0001", ladder.source(), ladder.parameters(), "audio", String.valueOf(index)));
            for (var slot : slots) {
                if (splicer.touched(ladder, List.of(slot)).contains(index)) {
                    words.append('\u0003')
                            .append(slot.from())
                            .append('\u0001')
                            .append(slot.to())
                            .append('\u0001');
                    words.append(slot.clip().key());
                }
            }
            return Hash.of(words.toString());
        }

        private boolean knownSound(Map<Integer, String> keys) throws IOException {
            var kept = new ArrayList<Own>();
            for (var entry : keys.entrySet()) {
                var one = store.find(entry.getValue());
                if (one.isEmpty()) {
                    return false;
                }
                kept.add(new Own(
                        entry.getKey(),
                        one.get().key(),
                        one.get().bytes(),
                        one.get().head()));
            }
            kept.forEach(own -> add(ladder.sound().name(), own));
            return true;
        }

        private void splice(List<SoundSplicer.Slot> slots, Map<Integer, String> keys)
                throws IOException, InterruptedException, Refused {
            var spliced = splicer.splice(ladder, order.folder(), slots, work, watch);
            var candidates = new ArrayList<Gate.Candidate>();
            var parts = new ArrayList<Fragment>();
            for (var entry : spliced.blocks().entrySet()) {
                var segment = ladder.sound().segments().get(entry.getKey());
                if (entry.getValue().size() != segment.samples()) {
                    throw new IOException(
                            "the sound's own segment has " + entry.getValue().size() + " blocks");
                }
                var part = Fragment.sound(entry.getKey() + 1, segment.start(), entry.getValue());
                parts.add(part);
                candidates.add(new Gate.Candidate(ladder.sound(), part.bytes(), segment.samples()));
            }
            double checked = new Gate(tools).pass(candidates, order.folder(), work);
            long bytes = 0;
            int i = 0;
            for (int index : spliced.blocks().keySet()) {
                var own = keep(index, Objects.requireNonNull(keys.get(index)), parts.get(i++));
                add(ladder.sound().name(), own);
                bytes += own.bytes();
            }
            effort = effort.plus(new Effort(spliced.cpuSeconds() + checked, bytes));
        }

        private void add(String rendition, Own own) {
            tracks.computeIfAbsent(rendition, _ -> new ArrayList<>()).add(own);
        }

        private void say(Point point, Speech speech, Map<SoundSplicer.Slot, String> said)
                throws IOException, InterruptedException, Refused {
            String words = point.words(order.values());
            if (words.isEmpty()) {
                return;
            }
            var clip = speech.say(words);
            if (clip.isPresent()) {
                said.put(new SoundSplicer.Slot(point.from(), point.to(), clip.get()), words);
            } else {
                notes.add(new Note("not_spoken", words));
                spoken.add(new Spoken(words, null));
            }
        }
    }
}
