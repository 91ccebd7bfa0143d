package app.rapport.platform.postgres;

/** Sends signals the JDK has no word for, by PostgreSQL's own means: {@code kill} is not installed everywhere. */
record Signals(Binaries binaries, RunAs runAs) {

    /** INT disconnects everybody and ends cleanly, QUIT ends at once and leaves recovery to the next start. */
    void send(String signal, long pid) {
        runAs.program(binaries.program("pg_ctl"))
                .and("kill", signal, Long.toString(pid))
                .run();
    }
}
