package app.rapport.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Where a request comes from, for people to recognise their own sessions. */
record Client(String address, String userAgent) {
    private static final int LONGEST_AGENT = 300;

    Client {
        userAgent = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
        userAgent = userAgent.length() > LONGEST_AGENT ? userAgent.substring(0, LONGEST_AGENT) : userAgent;
    }

    static Client of(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Client(request.getRemoteAddr(), agent == null ? "" : agent);
    }
}
