package app.rapport.render.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.render.Speech;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandVoiceTest {
    @TempDir
    Path folder;

    @Test
    void speaksWithTheConfiguredProgramAndSaysSo() throws Exception {
        var program = program("speaker", "printf '%s' \"$2\" > \"$1\"; echo once >> " + folder.resolve("calls"));
        var voice = voice(program + " {out} {text}");

        var ann = voice.say("Ann; rm -rf / $(id)").orElseThrow();
        assertThat(Files.readString(ann.wav())).isEqualTo("Ann; rm -rf / $(id)");
        assertThat(ann.speaker().label()).isEqualTo("offline (speaker)");
        assertThat(voice.say("Ann; rm -rf / $(id)")).contains(ann);
        assertThat(voice.say("Ben").orElseThrow().key()).isNotEqualTo(ann.key());
        assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(2);
        assertThat(Files.readString(voice.say("--help").orElseThrow().wav())).isEqualTo(" --help");
    }

    @Test
    void findsWhatIsInstalled() throws Exception {
        program("flite", "printf x > \"$6\"");
        var voice = CommandVoice.find(null, folder.toString(), folder.resolve("said"))
                .orElseThrow();
        assertThat(voice.say("Ann").orElseThrow().speaker().label()).isEqualTo("offline (flite)");
        assertThat(CommandVoice.find("", folder.resolve("elsewhere").toString(), folder))
                .isEmpty();
    }

    @Test
    void leavesTheWordsUnspokenWhenTheProgramFails() throws Exception {
        assertThat(voice(program("broken", "exit 3") + " {out} {text}").say("Ann"))
                .isEmpty();
        assertThat(voice(program("mute", "true") + " {out} {text}").say("Ann")).isEmpty();
        assertThat(voice(folder.resolve("nobody") + " {out} {text}").say("Ann")).isEmpty();
    }

    @Test
    void wantsToBeToldWhereTextAndFileGo() {
        assertThatThrownBy(() -> voice("espeak-ng"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{text}");
    }

    private Speech voice(String command) {
        return CommandVoice.find(command, folder.resolve("said")).orElseThrow();
    }

    private Path program(String name, String script) throws Exception {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
