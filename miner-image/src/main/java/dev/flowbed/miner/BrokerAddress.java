package dev.flowbed.miner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a broker's miner API listens. The name is resolved at each connection, never kept.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port a TCP port
 */
record BrokerAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.%\\w]+)]|([^:\\[\\]\\s]+)):(\\d{1,5})");

    /** Reads {@code HOST:PORT}; a least port of 0 allows 0, which lets the system choose one to listen on. */
    static BrokerAddress parse(String text, int leastPort) {
        Matcher matcher = FORM.matcher(text.trim());
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : -1;
        if (port < leastPort || port > 65535) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT, such as 127.0.0.1:10973");
        }
        return new BrokerAddress(matcher.group(1) != null ? matcher.group(1) : matcher.group(2), port);
    }

    /** Reads the addresses of one clique, {@code HOST:PORT,HOST:PORT,...}, in order of broker id. */
    static List<BrokerAddress> parseClique(String text) {
        List<BrokerAddress> brokers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            brokers.add(parse(part, 1));
        }
        return List.copyOf(brokers);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
