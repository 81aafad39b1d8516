package dev.flowbed.alephium.net;

import dev.flowbed.alephium.codec.FormatException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host and a TCP or UDP port, as configurations and command lines write them: {@code HOST:PORT}, with an IPv6 address in
 * brackets. Names are not resolved here: what they mean may change.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 to 65535; 0 lets the system choose one to listen on
 */
public record HostPort(String host, int port) {
    /** What a text must look like, for error messages. */
    public static final String FORM = "HOST:PORT, such as 127.0.0.1:9973 or [::1]:9973";

    private static final int LAST_PORT = 65535;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    private static final Pattern ZONE = Pattern.compile("%[a-zA-Z0-9._-]+$");

    public HostPort {
        if (host.isEmpty() || port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("no address: host '" + host + "', port " + port);
        }
    }

    /**
     * Reads where to listen, or where something may listen.
     *
     * @throws FormatException saying what is wrong with the text
     */
    public static HostPort parse(String text) {
        String trimmed = text.strip();
        int hostEnd = trimmed.startsWith("[") ? trimmed.indexOf(']') + 1 : trimmed.indexOf(':');
        if (trimmed.startsWith("[") && hostEnd == 0) {
            throw new FormatException("the bracket before the IPv6 address is not closed");
        }
        if (hostEnd < 0 || hostEnd == trimmed.length()) {
            throw new FormatException("no port");
        }
        if (trimmed.charAt(hostEnd) != ':') {
            throw new FormatException("no colon after the IPv6 address");
        }
        if (trimmed.indexOf(':', hostEnd + 1) >= 0) {
            throw new FormatException("more than one colon; an IPv6 address goes in brackets");
        }
        String host =
                trimmed.startsWith("[") ? ipv6(trimmed.substring(1, hostEnd - 1)) : name(trimmed.substring(0, hostEnd));
        return new HostPort(host, port(trimmed.substring(hostEnd + 1)));
    }

    /**
     * Reads where to connect to: a port of 0 is none.
     *
     * @throws FormatException saying what is wrong with the text
     */
    public static HostPort parseTarget(String text) {
        HostPort target = parse(text);
        if (target.port == 0) {
            throw new FormatException("port 0 cannot be connected to");
        }
        return target;
    }

    /**
     * Reads several to connect to, with commas between.
     *
     * @throws FormatException naming the part that is wrong, and what is
     */
    public static List<HostPort> parseTargets(String text) {
        List<HostPort> targets = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                targets.add(parseTarget(part));
            } catch (FormatException e) {
                throw new FormatException("'" + part + "': " + e.getMessage());
            }
        }
        return List.copyOf(targets);
    }

    private static String name(String host) {
        if (host.isEmpty()) {
            throw new FormatException("no host before the colon");
        }
        if (!NAME.matcher(host).matches()) {
            throw new FormatException("'" + host + "' is no host");
        }
        return host;
    }

    private static String ipv6(String literal) {
        try {
            // in brackets, the platform takes nothing but a literal: no name is looked up
            InetAddress.getByName("[" + ZONE.matcher(literal).replaceFirst("") + "]");
            return literal;
        } catch (UnknownHostException e) {
            throw new FormatException("'" + literal + "' in brackets is no IPv6 address");
        }
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            throw new FormatException("no port after the colon");
        }
        if (!DIGITS.matcher(text).matches() || Integer.parseInt(text) > LAST_PORT) {
            throw new FormatException("'" + text + "' is no port, which is a number up to " + LAST_PORT);
        }
        return Integer.parseInt(text);
    }

    // by hand: a record makes its own at their first call, which a start pays for in tens of milliseconds
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostPort that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
