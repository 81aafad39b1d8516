package dev.flowbed.rill.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose data a folder holds.
 *
 * @param networkId the network id
 * @param groups groups of the network
 * @param brokerNum brokers of the clique
 * @param brokerId this broker, 0 based
 * @param genesis one fingerprint of all genesis blocks, in hex
 */
public record StoreIdentity(int networkId, int groups, int brokerNum, int brokerId, String genesis) {

    /** The groups this broker serves: those whose remainder by the number of brokers is its id. */
    Set<Integer> servedGroups() {
        Set<Integer> served = new TreeSet<>();
        for (int group = brokerId; group < groups; group += brokerNum) {
            served.add(group);
        }
        return served;
    }

    /**
     * Checks that data of {@code stored} can serve this node: same network, genesis and groups, and no group asked for that
     * the stored broker did not hold whole. (A broker's data may shrink to fewer groups, never grow.)
     */
    void requireReadable(StoreIdentity stored, Object folder) {
        if (stored.groups != groups) {
            throw mismatch(folder, stored.groups + " groups", groups + " groups");
        }
        if (stored.networkId != networkId) {
            throw mismatch(folder, "network " + stored.networkId, "network " + networkId);
        }
        if (!stored.genesis.equals(genesis)) {
            throw mismatch(folder, "genesis " + shortened(stored.genesis), "genesis " + shortened(genesis));
        }
        if (!stored.servedGroups().containsAll(servedGroups())) {
            throw mismatch(
                    folder,
                    "a broker of the groups " + stored.servedGroups(),
                    "a broker of the groups " + servedGroups());
        }
    }

    private static String shortened(String genesis) {
        return genesis.substring(0, Math.min(16, genesis.length()));
    }

    private static StoreMismatchException mismatch(Object folder, String holds, String asked) {
        return new StoreMismatchException("the data in " + folder + " is of " + holds + ", but the settings say "
                + asked + ": choose an empty folder or the settings of this data");
    }

    byte[] encode() {
        String text = "networkId=" + networkId + "\ngroups=" + groups + "\nbrokerNum=" + brokerNum + "\nbrokerId="
                + brokerId + "\ngenesis=" + genesis + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static StoreIdentity decode(byte[] bytes) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoreIdentity(
                number(read, "networkId"),
                number(read, "groups"),
                number(read, "brokerNum"),
                number(read, "brokerId"),
                read.getProperty("genesis", ""));
    }

    private static int number(Properties read, String key) {
        return Integer.parseInt(read.getProperty(key, "-1"));
    }
}
