package app.rapport.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a mail server as a client needs, and one that refuses on request. */
final class FakeSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile String answerToRecipient = "250 ok";

    FakeSmtp() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    var client = socket.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    String url() {
        return "smtp://127.0.0.1:" + socket.getLocalPort();
    }

    /** What was accepted, headers and all. */
    List<String> messages() {
        return messages;
    }

    void answerToRecipient(String line) {
        answerToRecipient = line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = client.getOutputStream()) {
            say(out, "220 ready");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT")) {
                    say(out, answerToRecipient);
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    var message = new StringBuilder();
                    for (var part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
                        message.append(part).append('\n');
                    }
                    messages.add(message.toString());
                    say(out, "250 kept");
                } else if (line.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            // the client hung up
        }
    }

    private static void say(java.io.OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
