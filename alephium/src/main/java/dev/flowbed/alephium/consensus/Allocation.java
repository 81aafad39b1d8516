package dev.flowbed.alephium.consensus;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.script.LockupScript;

/** Coins that exist from the start: whose, how many (atto ALPH), and locked for how long after the launch (milliseconds). */
public record Allocation(LockupScript.Asset lockupScript, U256 amount, long lockMillis) {}
