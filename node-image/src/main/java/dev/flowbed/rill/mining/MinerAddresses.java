package dev.flowbed.rill.mining;

import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import java.util.List;
import java.util.Optional;

/** Who is rewarded for blocks: one address for each group, in it. */
public final class MinerAddresses {
    private MinerAddresses() {}

    /** What is wrong with addresses, in the official words; empty when nothing is. */
    public static Optional<String> problem(List<LockupScript.Asset> addresses, int groups) {
        if (addresses.size() != groups) {
            return Optional.of("Wrong number of addresses, expected " + groups + ", got " + addresses.size());
        }
        for (int group = 0; group < groups; group++) {
            if (addresses.get(group).group(groups) != group) {
                return Optional.of(
                        "Address " + Address.format(addresses.get(group)) + " doesn't belong to group " + group);
            }
        }
        return Optional.empty();
    }
}
