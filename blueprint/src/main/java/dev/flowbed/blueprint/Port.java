package dev.flowbed.blueprint;

/**
 * A port that a process listens on.
 *
 * @param name at most 15 characters
 * @param number the port
 * @param protocol how it is spoken to
 * @param audience who may speak to it
 */
public record Port(String name, int number, Protocol protocol, Audience audience) {

    /** The transport. */
    public enum Protocol {
        TCP,
        UDP
    }

    /** Who may use a port. */
    public enum Audience {
        /** Users of the network. */
        USERS,
        /** The network's own nodes. */
        NODES,
        /** The network's own miners; the protocol knows no authentication. */
        MINERS,
        /** What watches the network. */
        MONITORING
    }
}
