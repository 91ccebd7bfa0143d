package app.rapport.render.splice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts spoken clips into slots of a base sound: as loud as the speech around, as long as the slot, without a click. */
final class Splicer {
    static final int CROSSFADE = Sound.RATE / 100;
    private static final double QUICKEST = 1.1;
    private static final double SLOWEST = 0.9;

    private Splicer() {}

    static Splicing splice(Track base, List<Insert> inserts) {
        var sorted = inserts.stream()
                .sorted(Comparator.comparingLong(insert -> insert.slot().from()))
                .toList();
        refuseNonsense(base, sorted);
        var patches = new ArrayList<Patched.Patch>();
        var fits = new ArrayList<Splicing.Fit>();
        for (var insert : sorted) {
            switch (fitted(base, insert)) {
                case Fitted(var patch, var fit) -> {
                    patches.add(patch);
                    fits.add(fit);
                }
                case Refused(var why) -> {
                    return why;
                }
            }
        }
        return new Splicing.Spliced(
                new Patched(base, patches),
                patches.stream().map(Patched.Patch::span).toList(),
                fits);
    }

    /** What has to be known of the sound to put words into this slot. */
    static Span heard(Span slot) {
        return new Span(Math.max(0, slot.from() - Loudness.FAR), slot.to() + Loudness.FAR);
    }

    private static void refuseNonsense(Track base, List<Insert> sorted) {
        for (var i = 0; i < sorted.size(); i++) {
            var slot = sorted.get(i).slot();
            if (slot.length() < 4 * CROSSFADE || slot.to() > base.length()) {
                throw new IllegalArgumentException("a slot lies within the sound and lasts 40 ms or more");
            }
            if (i > 0 && slot.meets(sorted.get(i - 1).slot())) {
                throw new IllegalArgumentException("slots must not overlap");
            }
        }
    }

    private sealed interface Fitting {}

    private record Fitted(Patched.Patch patch, Splicing.Fit fit) implements Fitting {}

    private record Refused(Splicing why) implements Fitting {}

    private static Fitting fitted(Track base, Insert insert) {
        var slot = insert.slot();
        var said = Trim.silence(insert.clip().on(base.channels()));
        if (said.length() == 0) {
            return new Refused(new Splicing.NothingSaid(slot));
        }
        var tempo = (double) said.length() / slot.length();
        if (tempo > QUICKEST) {
            return new Refused(new Splicing.NameTooLong(slot, said.seconds()));
        }
        // A short name is not drawn out: it is said as it was, and the room is heard until the sentence goes on.
        var spoken = tempo < SLOWEST ? said : Tempo.stretched(said, Math.toIntExact(slot.length()));
        var target = Loudness.ofSpeechAround(base, slot);
        var gain = Loudness.gain(spoken, target);
        var padding = slot.length() - spoken.length();
        var filled = mixed(RoomTone.near(base, slot, target), spoken.louder(gain), padding > 0);
        Fades.into(base.between(slot.from(), slot.to()), filled);
        return new Fitted(
                new Patched.Patch(slot, filled),
                new Splicing.Fit(padding > 0 ? 1 : tempo, gain, (double) padding / Sound.RATE));
    }

    /** The voice over the room, so that the room does not vanish behind a clip that is silent between its sounds. */
    private static Sound mixed(Sound room, Sound voice, boolean endsEarly) {
        if (endsEarly) {
            Fades.out(voice);
        }
        for (var i = 0; i < voice.samples().length; i++) {
            room.samples()[i] += voice.samples()[i];
        }
        return room;
    }
}
