package dev.flowbed.rill.config;

import dev.flowbed.alephium.amount.U256;
import java.time.Duration;
import java.util.List;

/**
 * REST.
 *
 * @param networkInterface interface listened on
 * @param port port of REST, WebSocket and metrics; 0 for any free one
 * @param apiKeys keys that are let in; everybody is when there are none
 * @param blockflowFetchMaxAge widest time interval that blocks are listed for
 * @param askTimeout how long a request waits for a clique that has not formed
 * @param gasFeeCap most that a transaction may pay for gas, in atto ALPH
 * @param defaultUtxosLimit most unspent outputs of an address that are looked at
 * @param maxBodyBytes longest body of a request
 */
public record ApiSettings(
        String networkInterface,
        int port,
        List<String> apiKeys,
        Duration blockflowFetchMaxAge,
        Duration askTimeout,
        U256 gasFeeCap,
        int defaultUtxosLimit,
        int maxBodyBytes) {}
