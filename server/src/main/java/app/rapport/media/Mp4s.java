package app.rapport.media;

import app.rapport.media.Shelves.Shelf;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Rendition;
import app.rapport.render.mp4.VirtualMp4;
import app.rapport.render.mp4.VirtualMp4.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Videos as one file that is stored nowhere. The heads of the last few are kept: players fetch a file in many ranges. */
@Component
class Mp4s {
    private static final int MOST = 16;

    private final MediaStore store;
    private final Artefacts artefacts;
    private final Map<String, VirtualMp4> heads = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, VirtualMp4> eldest) {
            return size() > MOST;
        }
    };

    Mp4s(MediaStore store, Artefacts artefacts) {
        this.store = store;
        this.artefacts = artefacts;
    }

    record Mp4(ByteAnswer.Source source, String tag) {}

    Mp4 of(Shelf shelf, Rendition quality, PersonalVideo personal) throws IOException {
        var tag = shelf.folder().substring(37).replace('/', '-') + "-" + quality.name() + "-"
                + Integer.toHexString(personal.tracks().hashCode());
        var bytes = bytes(shelf);
        VirtualMp4 known;
        synchronized (heads) {
            known = heads.get(tag);
        }
        if (known == null) {
            known = VirtualMp4.of(shelf.ladder(), quality, personal, bytes);
            synchronized (heads) {
                heads.put(tag, known);
            }
        }
        var mp4 = known;
        return new Mp4(
                new ByteAnswer.Source() {
                    @Override
                    public long length() {
                        return mp4.length();
                    }

                    @Override
                    public void write(long from, long length, OutputStream out) throws IOException {
                        mp4.write(from, from + length, bytes, out);
                    }
                },
                tag);
    }

    private VirtualMp4.Source bytes(Shelf shelf) {
        return (place, offset, many, out) -> {
            switch (place) {
                case Place.Shared(var rendition) -> store.write(shelf.key(rendition), offset, many, out);
                case Place.Own(var key) ->
                    store.write(
                            artefacts
                                    .keyIn(shelf.organization(), key)
                                    .orElseThrow(() -> new NoSuchFileException("an own segment")),
                            offset,
                            many,
                            out);
            }
        };
    }
}
