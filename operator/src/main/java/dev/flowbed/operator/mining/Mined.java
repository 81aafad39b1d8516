package dev.flowbed.operator.mining;

import dev.flowbed.status.mining.Account;
import dev.flowbed.status.mining.PoolDecision;

/** What was decided of a pool, and what it has taken up to now. */
public record Mined(PoolDecision decision, Account account) {}
