package dev.flowbed.rill;

import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.api.MiningControl;
import dev.flowbed.rill.mining.CpuMiner;
import dev.flowbed.rill.mining.DevMiner;
import dev.flowbed.rill.mining.MiningTemplates;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mining as the API sees it. */
record NodeMining(MiningTemplates templates, CpuMiner miner, DevMiner devMiner, boolean autoMine)
        implements MiningControl {
    private static final Logger LOG = LoggerFactory.getLogger(NodeMining.class);

    @Override
    public Optional<List<LockupScript.Asset>> minerAddresses() {
        return templates.minerAddresses();
    }

    @Override
    public void setMinerAddresses(List<LockupScript.Asset> addresses) {
        templates.setMinerAddresses(addresses);
    }

    @Override
    public void start() {
        miner.start().ifPresent(obstacle -> LOG.warn("mining does not start: {}", obstacle));
    }

    @Override
    public void stop() {
        miner.stop();
    }

    @Override
    public void mineOneBlock(ChainIndex chain) {
        if (autoMine) {
            devMiner.mineOne(chain)
                    .ifPresent(failure -> LOG.warn("no block of chain {} was mined: {}", chain, failure));
        } else {
            LOG.warn("blocks are mined on request only with alephium.mempool.auto-mine-for-dev = true");
        }
    }
}
