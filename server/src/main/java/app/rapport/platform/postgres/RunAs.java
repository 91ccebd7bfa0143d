package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who PostgreSQL runs as. It refuses the user root, so root has to become somebody else on the way: preferably nobody in
 * a user namespace, which leaves every file root's own, otherwise an unprivileged user to whom the files are handed.
 *
 * <p>The owner of the cluster decides once and for all, so that a folder keeps working however it is started next.
 */
record RunAs(List<String> prefix, int uid, int gid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    static RunAs ownerOf(Path cluster) throws IOException {
        int self = effective("Uid:");
        boolean exists = Files.exists(cluster);
        int owner = exists ? (int) Files.getAttribute(cluster, "unix:uid") : self;
        if (self != ROOT) {
            if (owner != self) {
                throw new EmbeddedPostgresException(
                        "The database in %s belongs to user id %d, but Rapport runs as user id %d. Start it as its owner, or hand the folder over with: chown -R %d %s"
                                .formatted(cluster, owner, self, self, cluster.getParent()));
            }
            return new RunAs(List.of(), self, effective("Gid:"));
        }
        if (owner != ROOT) {
            return another(owner, (int) Files.getAttribute(cluster, "unix:gid"));
        }
        var namespace = List.of("unshare", "--user");
        return works(namespace) ? new RunAs(namespace, ROOT, effective("Gid:")) : another(NOBODY, NOBODY);
    }

    private static RunAs another(int uid, int gid) {
        var prefix = List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs");
        if (!works(prefix)) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL refuses to run as root, and neither unshare nor setpriv can become another user here. Start Rapport as an ordinary user, or set RAPPORT_DATABASE_URL to a PostgreSQL of your own.");
        }
        return new RunAs(prefix, uid, gid);
    }

    private static boolean works(List<String> prefix) {
        return new Program(prefix).and("true").run().succeeded();
    }

    Program program(Path executable) {
        return new Program(prefix).and(executable.toString());
    }

    boolean isAnother() {
        return effective("Uid:") != uid;
    }

    /** Gives what this process has written to the user PostgreSQL runs as; a no-op where that is the same. */
    void own(Path path) throws IOException {
        if ((int) Files.getAttribute(path, "unix:uid") != uid) {
            Folders.own(path, uid, gid);
        }
    }

    /** Another user reaches the files only through folders it may enter, such as not the home of root. */
    boolean reaches(Path folder) {
        return effective("Uid:") == uid
                || new Program(prefix)
                        .and("test", "-x", folder.toString())
                        .run()
                        .succeeded();
    }

    void checkReach(Path folder) {
        if (!reaches(folder)) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL refuses to run as root and user id %d may not enter %s. Start Rapport as an ordinary user, or choose a data folder that every user can reach."
                            .formatted(uid, folder));
        }
    }

    private static int effective(String label) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> line.split("\\s+"))
                    .mapToInt(fields -> Integer.parseInt(fields[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + label + " in /proc/self/status"));
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Cannot tell which user Rapport runs as", e);
        }
    }
}
