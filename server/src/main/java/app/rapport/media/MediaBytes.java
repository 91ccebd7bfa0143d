package app.rapport.media;

import app.rapport.media.MediaLinks.Link;
import app.rapport.media.MediaLinks.What;
import app.rapport.media.Shelves.Shelf;
import app.rapport.platform.Problem;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Rendition;
import app.rapport.render.hls.Playlists;
import app.rapport.render.hls.Playlists.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Finds the bytes behind an address: stored ones, parts of stored ones, and those that are computed when asked for. */
@Component
class MediaBytes {
    private static final Pattern PLAYLIST = Pattern.compile("([a-z0-9]{1,16})\\.m3u8");
    private static final Pattern INIT = Pattern.compile("([a-z0-9]{1,16})/init\\.mp4");
    private static final Pattern SEGMENT = Pattern.compile("([a-z0-9]{1,16})/(\\d{1,6})\\.m4s");
    private static final Pattern MP4 = Pattern.compile("video(?:_([a-z0-9]{1,16}))?\\.mp4");

    private static final String HLS = "application/vnd.apple.mpegurl";

    private static final Pattern OWN = Pattern.compile("own/([a-z0-9]{1,16})/(\\d{1,6})\\.m4s");
    /** Characters of an edition's name: the last part of its folder. */
    private static final int EDITION = 30;

    private final Shelves shelves;
    private final MediaStore store;
    private final Mp4s mp4s;
    private final Previews previews;
    private final Persons persons;
    private final Artefacts artefacts;
    private final MediaLinks links;

    MediaBytes(
            Shelves shelves,
            MediaStore store,
            Mp4s mp4s,
            Previews previews,
            Persons persons,
            Artefacts artefacts,
            MediaLinks links) {
        this.shelves = shelves;
        this.store = store;
        this.mp4s = mp4s;
        this.previews = previews;
        this.persons = persons;
        this.artefacts = artefacts;
        this.links = links;
    }

    /** @param tag names the content */
    record Found(ByteAnswer.Source source, String type, String tag) {}

    Found ofVideo(Link link, String name) throws IOException {
        return switch (name) {
            case "poster.jpg" -> stored(row(link).posterKey(), "image/jpeg");
            case "waveform.json" -> stored(row(link).waveformKey(), "application/json");
            case "preview.gif" ->
                stored(previews.of(row(link), shelves.of(link.organization(), link.id())), "image/gif");
            default -> {
                var edition = edition(link, name);
                yield played(link, edition, PersonalVideo.NOTHING, new Below(""), name.substring(EDITION + 1));
            }
        };
    }

    private LadderTable.Row row(Link link) {
        return shelves.row(link.organization(), link.id());
    }

    /** The edition that the name begins with. */
    private Shelf edition(Link link, String name) {
        if (name.indexOf('/') != EDITION) {
            throw nothing();
        }
        return shelves.editions(link.organization(), link.id()).stream()
                .filter(folder -> Shelves.edition(folder).equals(name.substring(0, EDITION)))
                .findFirst()
                .map(folder -> shelves.of(link.organization(), link.id(), folder))
                .orElseThrow(MediaBytes::nothing);
    }

    /** What is the person's own comes by this link, all else by one that everybody's player has, so that caches share it. */
    Found ofPerson(Link link, String name) throws IOException {
        var person = persons.of(link.organization(), link.id());
        if (name.equals("poster.jpg")) {
            return stored(shelves.row(link.organization(), person.video()).posterKey(), "image/jpeg");
        }
        var own = OWN.matcher(name);
        if (own.matches()) {
            return own(person, own.group(1), Integer.parseInt(own.group(2)));
        }
        var parts = "../" + links.token(What.PARTS, link.organization(), person.video(), link.expiresAt()) + "/"
                + Shelves.edition(person.shelf().folder()) + "/";
        return played(link, person.shelf(), person.own(), new Below(parts), name);
    }

    private Found own(Persons.Person person, String rendition, int index) throws IOException {
        var segment = person.own().own(rendition, index).orElseThrow(MediaBytes::nothing);
        var key = artefacts.keyIn(person.shelf().organization(), segment.key()).orElseThrow(MediaBytes::nothing);
        return stored(key, rendition.equals("audio") ? "audio/mp4" : "video/mp4");
    }

    /** A part of any edition of the base video. */
    Found part(Link link, String name) {
        return partOf(edition(link, name), name.substring(EDITION + 1)).orElseThrow(MediaBytes::nothing);
    }

    private Found played(Link link, Shelf shelf, PersonalVideo own, Playlists.Addresses addresses, String name)
            throws IOException {
        if (name.equals("master.m3u8")) {
            return text(Playlists.master(shelves.playable(shelf), own, addresses));
        }
        var playlist = PLAYLIST.matcher(name);
        if (playlist.matches()) {
            var rendition = shelf.rendition(playlist.group(1)).orElseThrow(MediaBytes::nothing);
            return text(Playlists.media(rendition, own, addresses));
        }
        var mp4 = MP4.matcher(name);
        if (mp4.matches()) {
            return mp4(link, shelf, own, mp4);
        }
        return partOf(shelf, name).orElseThrow(MediaBytes::nothing);
    }

    /** A quality whose file is gone is answered by the upload itself: it plays, if at another size. */
    private Found mp4(Link link, Shelf shelf, PersonalVideo own, Matcher name) throws IOException {
        var present = shelves.present(shelf);
        var wanted = name.group(1) == null
                ? present.stream().findFirst()
                : present.stream()
                        .filter(one -> one.name().equals(name.group(1)))
                        .findFirst();
        if (wanted.isEmpty() || !store.holds(shelf.key(shelf.ladder().sound()))) {
            return stored(shelves.row(link.organization(), shelf.video()).sourceKey(), "video/mp4");
        }
        var file = mp4s.of(shelf, wanted.get(), own);
        return new Found(file.source(), "video/mp4", file.tag());
    }

    private Optional<Found> partOf(Shelf shelf, String name) {
        var init = INIT.matcher(name);
        if (init.matches()) {
            return shelf.rendition(init.group(1))
                    .map(rendition -> range(shelf, rendition, 0, rendition.initBytes(), "init"));
        }
        var segment = SEGMENT.matcher(name);
        if (!segment.matches()) {
            return Optional.empty();
        }
        var number = Integer.parseInt(segment.group(2));
        return shelf.rendition(segment.group(1))
                .filter(rendition -> number < rendition.segments().size())
                .map(rendition -> {
                    var place = rendition.segments().get(number);
                    return range(shelf, rendition, place.offset(), place.bytes(), "" + number);
                });
    }

    private Found range(Shelf shelf, Rendition rendition, long offset, long length, String what) {
        if (!store.holds(shelf.key(rendition))) {
            throw nothing();
        }
        return new Found(
                new Stored(store, shelf.key(rendition), offset, length),
                rendition.isSound() ? "audio/mp4" : "video/mp4",
                tag(shelf.folder()) + "-" + rendition.name() + "-" + what);
    }

    private Found stored(@org.jspecify.annotations.Nullable String key, String type) throws IOException {
        if (key == null || !store.holds(key)) {
            throw nothing();
        }
        return new Found(new Stored(store, key, 0, store.size(key)), type, tag(key));
    }

    private static Found text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Found(
                new ByteAnswer.Source() {
                    @Override
                    public long length() {
                        return bytes.length;
                    }

                    @Override
                    public void write(long from, long length, OutputStream out) throws IOException {
                        out.write(bytes, (int) from, (int) length);
                    }
                },
                HLS,
                Integer.toHexString(text.hashCode()) + "-" + bytes.length);
    }

    private static String tag(String key) {
        return key.substring(37).replace('/', '-');
    }

    private static Problem nothing() {
        return Problem.notFound("media file");
    }

    /** Addresses relative to the playlists, of shared parts below a path. */
    private record Below(String shared) implements Playlists.Addresses {
        @Override
        public String playlist(Rendition rendition) {
            return rendition.name() + ".m3u8";
        }

        @Override
        public Location init(Rendition rendition) {
            return Location.of(shared + rendition.name() + "/init.mp4");
        }

        @Override
        public Location shared(Rendition rendition, int index) {
            return Location.of(shared + rendition.name() + "/" + index + ".m4s");
        }

        @Override
        public Location own(Rendition rendition, PersonalVideo.Own own) {
            return Location.of("own/" + rendition.name() + "/" + own.index() + ".m4s");
        }
    }

    /** A part of something stored. */
    record Stored(MediaStore store, String key, long offset, long length) implements ByteAnswer.Source {
        @Override
        public void write(long from, long many, OutputStream out) throws IOException {
            store.write(key, offset + from, many, out);
        }
    }
}
