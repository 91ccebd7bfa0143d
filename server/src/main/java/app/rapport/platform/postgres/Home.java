package app.rapport.platform.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Where everything of one embedded server lies, and what it remembers between two runs. */
record Home(Path folder) {
    static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int LOWEST_PORT = 20_000;
    // From here on the system hands ports out for outgoing connections.
    private static final int HIGHEST_PORT = 32_000;

    static Home in(Path dataFolder) throws IOException {
        // The real path, once: later comparisons must not trip over "./data" or a link.
        var folder = Files.createDirectories(dataFolder.toAbsolutePath().normalize())
                .toRealPath()
                .resolve("postgres");
        Files.createDirectories(folder);
        return new Home(folder);
    }

    Path cluster() {
        return folder.resolve("cluster");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    private Path portFile() {
        return folder.resolve("port");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    boolean hasPassword() throws IOException {
        return Files.exists(passwordFile()) && !password().isEmpty();
    }

    String inventPassword() throws IOException {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        var password = Base64.getUrlEncoder().encodeToString(random);
        Files.deleteIfExists(passwordFile());
        // Never readable by others, not even for a moment.
        Files.createFile(passwordFile(), OWNER_ONLY);
        Files.writeString(passwordFile(), password + "\n");
        return password;
    }

    /** The port of last time, so that tools pointed at it keep working, or another one when somebody took it. */
    int freePort() throws IOException {
        int remembered = rememberedPort();
        if (remembered != 0 && isFree(remembered)) {
            return remembered;
        }
        int port = ThreadLocalRandom.current()
                .ints(LOWEST_PORT, HIGHEST_PORT)
                .limit(1000)
                .filter(Home::isFree)
                .findFirst()
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "No port between %d and %d is free for PostgreSQL".formatted(LOWEST_PORT, HIGHEST_PORT)));
        var note = folder.resolve("port.new");
        Files.writeString(note, port + "\n");
        Files.move(note, portFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return port;
    }

    private int rememberedPort() throws IOException {
        if (!Files.exists(portFile())) {
            return 0;
        }
        try {
            int port = Integer.parseInt(Files.readString(portFile()).strip());
            return port > 0 && port < 65_536 ? port : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
