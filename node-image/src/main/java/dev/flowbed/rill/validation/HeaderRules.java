package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.BlockFault.EARLIER_THAN_LAUNCH_TIME_STAMP;
import static dev.flowbed.rill.validation.BlockFault.INVALID_BLOCK_VERSION;
import static dev.flowbed.rill.validation.BlockFault.INVALID_DEPS_INDEX;
import static dev.flowbed.rill.validation.BlockFault.INVALID_DEPS_NUM;
import static dev.flowbed.rill.validation.BlockFault.INVALID_DEP_STATE_HASH;
import static dev.flowbed.rill.validation.BlockFault.INVALID_HEADER_FLOW;
import static dev.flowbed.rill.validation.BlockFault.INVALID_UNCLE_TIME_STAMP;
import static dev.flowbed.rill.validation.BlockFault.INVALID_WORK_AMOUNT;
import static dev.flowbed.rill.validation.BlockFault.INVALID_WORK_TARGET;
import static dev.flowbed.rill.validation.BlockFault.NO_INCREASING_TIME_STAMP;
import static dev.flowbed.rill.validation.BlockFault.TOO_ADVANCED_TIME_STAMP;
import static dev.flowbed.rill.validation.BlockFaultException.require;

import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.time.InstantSource;
import java.util.List;

/** The rules of headers since Danube (flow/.../HeaderValidation.scala). */
public final class HeaderRules {
    private final NetworkSettings network;
    private final InstantSource clock;

    /**
     * @param network the rules of the network
     * @param clock what time it is, for headers from the future
     */
    public HeaderRules(NetworkSettings network, InstantSource clock) {
        this.network = network;
        this.clock = clock;
    }

    /** Checks what a header says by itself: nothing it depends on is needed. */
    public void checkAlone(BlockHeader header) throws BlockFaultException {
        require(header.version() == BlockHeader.VERSION, INVALID_BLOCK_VERSION, "version " + header.version());
        require(
                header.deps().size() == 2 * network.groups() - 1,
                INVALID_DEPS_NUM,
                header.deps().size() + " dependencies for " + network.groups() + " groups");
        checkDepsIndex(header);
        long timestamp = header.timestamp();
        require(timestamp >= NetworkSettings.LAUNCH_TIMESTAMP, EARLIER_THAN_LAUNCH_TIME_STAMP, "at " + timestamp);
        long now = clock.millis();
        require(
                timestamp < now + Limits.MAX_CLOCK_DRIFT_MILLIS,
                TOO_ADVANCED_TIME_STAMP,
                "at " + timestamp + ", it is " + now);
        require(
                header.target().compareTo(network.maxTarget()) <= 0,
                INVALID_WORK_TARGET,
                "target " + header.target() + " is easier than " + network.maxTarget());
        require(header.hasWork(), INVALID_WORK_AMOUNT, "hash " + header.hash() + " for target " + header.target());
    }

    private void checkDepsIndex(BlockHeader header) throws BlockFaultException {
        int groups = network.groups();
        int group = header.chainIndex().from();
        List<BlockHash> deps = header.deps();
        for (int i = 0; i < deps.size(); i++) {
            int other = i < group ? i : i + 1;
            ChainIndex expected = i < groups - 1 ? new ChainIndex(other, other) : new ChainIndex(group, i - groups + 1);
            ChainIndex found = ChainIndex.of(deps.get(i), groups);
            require(found.equals(expected), INVALID_DEPS_INDEX, "dependency " + i + " is of chain " + found);
        }
    }

    /**
     * Checks a header against what it depends on, all of which must be there.
     *
     * @param ownsState whether the state of the header's group is known here
     */
    public void checkInFlow(BlockHeader header, FlowFacts flow, boolean ownsState) throws BlockFaultException {
        ChainIndex chain = header.chainIndex();
        BlockHeader parent = flow.header(header.parent());
        require(
                header.timestamp() > parent.timestamp(),
                NO_INCREASING_TIME_STAMP,
                "at " + header.timestamp() + ", its parent at " + parent.timestamp());
        Target target = flow.nextTarget(chain, header.deps(), header.timestamp());
        require(
                target.equals(header.target()),
                INVALID_WORK_TARGET,
                "expected " + target + ", found " + header.target());
        if (ownsState) {
            Hash state = flow.stateHash(header.intraDep());
            require(
                    state.equals(header.depStateHash()),
                    INVALID_DEP_STATE_HASH,
                    "expected " + state + ", found " + header.depStateHash());
        }
        checkOtherChainsAge(header, chain, flow);
        require(
                flow.isConsistent(header.deps(), chain.from()),
                INVALID_HEADER_FLOW,
                "dependencies contradict each other");
    }

    private void checkOtherChainsAge(BlockHeader header, ChainIndex chain, FlowFacts flow) throws BlockFaultException {
        long newest = header.timestamp() - network.danube().uncleGapMillis();
        for (BlockHash dep : header.deps()) {
            if (!ChainIndex.of(dep, network.groups()).equals(chain)) {
                long timestamp = flow.header(dep).timestamp();
                require(
                        timestamp <= newest,
                        INVALID_UNCLE_TIME_STAMP,
                        "dependency " + dep + " at " + timestamp + " must not be newer than " + newest);
            }
        }
    }
}
