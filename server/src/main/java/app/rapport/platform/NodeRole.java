package app.rapport.platform;

import org.springframework.core.Ordered;

/** What a node is there for: everything, unless {@code RAPPORT_ROLE=render} leaves it only the work on videos. */
public final class NodeRole {
    /** The setting's value of a node that only works on videos. */
    public static final String RENDER = "render";

    /** As the condition of a listener that begins work of another kind. */
    public static final String DOES_ALL = "@environment.getProperty('rapport.role', 'all') != 'render'";

    /** The order of a filter that takes requests before all others do, but on nodes that answer requests. */
    public static final int FIRST_FILTER = Ordered.HIGHEST_PRECEDENCE + 1;

    private NodeRole() {}
}
