package dev.flowbed.blueprint;

import dev.flowbed.crds.testnet.WellKnownWallet;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * An account that the genesis funds.
 *
 * @param address its address
 * @param group the address's group
 * @param wallet the well-known wallet that its key belongs to
 * @param atto how much it owns, in atto ALPH
 * @param locked how long after genesis that cannot be spent
 */
public record FundedAccount(
        String address, int group, Optional<WellKnownWallet> wallet, BigInteger atto, Duration locked) {}
