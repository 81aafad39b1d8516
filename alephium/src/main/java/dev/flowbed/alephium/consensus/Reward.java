package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.amount.U256;

/** What a block is worth to its miner before uncles share it, and how much of that must be burnt (zero unless PoLW); atto ALPH. */
public record Reward(U256 mining, U256 burnt) {
    /** True when the network's hash rate is so high that miners burn part of the reward: proof of less work. */
    public boolean isPoLW() {
        return !burnt.isZero();
    }
}
