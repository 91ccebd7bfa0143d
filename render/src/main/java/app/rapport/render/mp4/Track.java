package app.rapport.render.mp4;

/**
 * What a file's header says of a track.
 *
 * @param width of the picture; 0 for sound
 * @param duration in ticks
 */
public record Track(int id, int timescale, int width, int height, long duration, byte[] sampleEntry) {
    private static final byte[] UPRIGHT = new Boxes()
            .u32(0x10000)
            .zeros(12)
            .u32(0x10000)
            .zeros(12)
            .u32(0x40000000)
            .done();
    /** Milliseconds: the header's own clock. */
    static final int CLOCK = 1000;

    /** The initialisation part of a rendition of its own: how to decode, and no samples. */
    public byte[] init() {
        byte[] ftyp = Boxes.box(
                "ftyp", new Boxes().name("iso6").u32(0).name("iso6mp41").done());
        byte[] moov = Boxes.box(
                "moov",
                movie(0, 2),
                trak(0, tables()),
                Boxes.box(
                        "mvex",
                        Boxes.full(
                                "trex",
                                0,
                                0,
                                new Boxes().u32(id).u32(1).zeros(12).done())));
        return new Boxes().bytes(ftyp).bytes(moov).done();
    }

    static byte[] movie(long duration, int next) {
        return Boxes.full(
                "mvhd",
                0,
                0,
                new Boxes()
                        .zeros(8)
                        .u32(CLOCK)
                        .u32(duration)
                        .u32(0x10000)
                        .u16(0x100)
                        .zeros(10)
                        .bytes(UPRIGHT)
                        .zeros(24)
                        .u32(next)
                        .done());
    }

    /** The track's box, around tables of samples. */
    byte[] trak(long length, byte[]... tables) {
        boolean sound = width == 0;
        byte[] head = Boxes.full(
                "tkhd",
                0,
                3,
                new Boxes()
                        .zeros(8)
                        .u32(id)
                        .zeros(4)
                        .u32(Math.ceilDiv(length * CLOCK, timescale))
                        .zeros(8)
                        .u16(0)
                        .u16(0)
                        .u16(sound ? 0x100 : 0)
                        .u16(0)
                        .bytes(UPRIGHT)
                        .u32((long) width << 16)
                        .u32((long) height << 16)
                        .done());
        byte[] media = Boxes.full(
                "mdhd",
                0,
                0,
                new Boxes()
                        .zeros(8)
                        .u32(timescale)
                        .u32(length)
                        .u16(0x55C4)
                        .u16(0)
                        .done());
        byte[] handler = Boxes.full(
                "hdlr",
                0,
                0,
                new Boxes()
                        .zeros(4)
                        .name(sound ? "soun" : "vide")
                        .zeros(12)
                        .name(sound ? "Sound\0" : "Picture\0")
                        .done());
        byte[] kind = sound ? Boxes.full("smhd", 0, 0, new byte[4]) : Boxes.full("vmhd", 0, 1, new byte[8]);
        byte[] here =
                Boxes.box("dinf", Boxes.full("dref", 0, 0, new Boxes().u32(1).done(), Boxes.full("url ", 0, 1)));
        return Boxes.box(
                "trak",
                head,
                Boxes.box("mdia", media, handler, Boxes.box("minf", kind, here, Boxes.box("stbl", tables))));
    }

    byte[] description() {
        return Boxes.full("stsd", 0, 0, new Boxes().u32(1).done(), sampleEntry);
    }

    private byte[][] tables() {
        return new byte[][] {
            description(),
            Boxes.full("stts", 0, 0, new byte[4]),
            Boxes.full("stsc", 0, 0, new byte[4]),
            Boxes.full("stsz", 0, 0, new byte[8]),
            Boxes.full("stco", 0, 0, new byte[4])
        };
    }
}
