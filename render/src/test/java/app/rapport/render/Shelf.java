package app.rapport.render;

import app.rapport.render.hls.Playlists;
import app.rapport.render.mp4.VirtualMp4;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Own segments as files beside the ladder's; its playlists name stretches of the ladder's files. */
final class Shelf implements SegmentStore, Playlists.Addresses, VirtualMp4.Source {
    final Map<String, Kept> kept = new HashMap<>();
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
        Files.write(folder.resolve(segment.key() + ".m4s"), bytes);
        kept.put(segment.key(), segment);
    }

    @Override
    public String playlist(Rendition rendition) {
        return rendition.name() + ".m3u8";
    }

    @Override
    public Playlists.Location init(Rendition rendition) {
        return Playlists.Location.of(rendition.file(), 0, rendition.initBytes());
    }

    @Override
    public Playlists.Location shared(Rendition rendition, int index) {
        var segment = rendition.segments().get(index);
        return Playlists.Location.of(rendition.file(), segment.offset(), segment.bytes());
    }

    @Override
    public Playlists.Location own(Rendition rendition, PersonalVideo.Own own) {
        return Playlists.Location.of(own.key() + ".m4s");
    }

    @Override
    public void write(VirtualMp4.Place place, long offset, long bytes, OutputStream out) throws IOException {
        var file = switch (place) {
            case VirtualMp4.Place.Shared(var rendition) -> folder.resolve(rendition.file());
            case VirtualMp4.Place.Own(var key) -> folder.resolve(key + ".m4s");
        };
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(offset);
            out.write(in.readNBytes((int) bytes));
        }
    }
}
