package app.rapport.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import marytts.LocalMaryInterface;
import marytts.exceptions.MaryConfigurationException;
import marytts.exceptions.SynthesisException;
import marytts.util.data.audio.MaryAudioUtils;

/**
 * Speaks as long as it is asked to: reads lines of a file's path, a tab and a text; writes the text, spoken, to the file and
 * answers {@code spoken} or {@code failed} with the reason. Starting it takes seconds, a name a tenth of one.
 */
public final class Program {
    private Program() {}

    /** Answers {@code ready} first. Ends when its input does. */
    public static void main(String[] args) throws IOException {
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what the libraries say is no answer
        try {
            var mary = new LocalMaryInterface();
            mary.setLocale(Locale.US);
            answers.println("ready");
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var tab = line.indexOf('\t');
                answers.println(speak(mary, Path.of(line.substring(0, tab)), line.substring(tab + 1)));
            }
        } catch (MaryConfigurationException e) {
            answers.println("failed " + e.getMessage());
        }
    }

    private static String speak(LocalMaryInterface mary, Path file, String text) {
        try {
            var audio = mary.generateAudio(text);
            // Reading the stream itself stops early; this reads all of it.
            var samples = MaryAudioUtils.getSamplesAsDoubleArray(audio);
            if (samples.length == 0) {
                return "failed nothing to say";
            }
            MaryAudioUtils.writeWavFile(samples, file.toString(), audio.getFormat());
            return "spoken";
        } catch (SynthesisException | IOException | RuntimeException e) {
            return "failed " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        }
    }
}
