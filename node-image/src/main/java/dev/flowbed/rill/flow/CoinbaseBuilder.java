package dev.flowbed.rill.flow;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.CoinbaseRewards;
import dev.flowbed.alephium.consensus.Emission;
import dev.flowbed.alephium.consensus.HardFork;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.consensus.Reward;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.CoinbaseData;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the transaction that rewards the miner of a block and those of its uncles (model/Coinbase.scala). */
final class CoinbaseBuilder {
    private final NetworkSettings network;
    private final Emission emission;

    CoinbaseBuilder(NetworkSettings network) {
        this.network = network;
        this.emission = network.emission(HardFork.DANUBE);
    }

    /**
     * The coinbase of a block.
     *
     * @param uncles in the order of their hashes
     * @throws IllegalStateException when the hash rate is so high that coinbases need inputs (one exahash per second)
     */
    Transaction build(
            ChainIndex chain,
            Target target,
            long timestamp,
            LockupScript.Asset miner,
            List<UncleSelection.Uncle> uncles) {
        Reward reward = emission.reward(target, timestamp);
        if (reward.isPoLW()) {
            throw new IllegalStateException("no coinbase can be made at a hash rate above one exahash per second");
        }
        U256 mainChainReward = CoinbaseRewards.mainChain(reward.mining());
        long lockTime = timestamp + network.coinbaseLockMillis();
        List<U256> uncleRewards = new ArrayList<>();
        List<TxOutput.Asset> outputs = new ArrayList<>();
        for (UncleSelection.Uncle uncle : uncles) {
            U256 uncleReward = CoinbaseRewards.uncle(mainChainReward, uncle.heightsBack());
            uncleRewards.add(uncleReward);
            outputs.add(new TxOutput.Asset(uncleReward, uncle.miner(), lockTime, List.of(), Bytes.EMPTY));
        }
        outputs.add(
                0,
                new TxOutput.Asset(
                        CoinbaseRewards.block(mainChainReward, uncleRewards),
                        miner,
                        lockTime,
                        List.of(),
                        data(chain, uncles)));
        UnsignedTransaction unsigned = new UnsignedTransaction(
                UnsignedTransaction.VERSION,
                network.networkId(),
                Optional.empty(),
                Limits.MIN_GAS,
                Limits.COINBASE_GAS_PRICE,
                List.of(),
                outputs);
        return new Transaction(unsigned, true, List.of(), List.of(), List.of(), List.of());
    }

    private static Bytes data(ChainIndex chain, List<UncleSelection.Uncle> uncles) {
        List<CoinbaseData.GhostUncle> named = uncles.stream()
                .map(uncle -> new CoinbaseData.GhostUncle(uncle.hash(), uncle.miner()))
                .toList();
        return Bytes.wrap(new CoinbaseData(chain, named, Bytes.EMPTY).encode());
    }
}
