package dev.flowbed.rill.tx;

import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.state.AssetUtxo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Balances, outputs and transactions of addresses, as the official REST API gives them. Whatever cannot be done fails with a
 * {@link TxBuildException} that has the official message. The groups involved must be this broker's own. Thread-safe.
 */
public final class TxBuilder {
    private final TxBuildSettings settings;
    private final AddressOutputs outputs;
    private final TransferBuilder transfers;
    private final ManyGroupsBuilder manyGroups;
    private final ManySendersBuilder manySenders;
    private final SweepBuilder sweeps;
    private final GrouplessBuilder groupless;
    private final ScriptTxBuilder scripts;
    private final GrouplessScripts grouplessScripts;
    private final UnsignedChecks checks;
    private final InstantSource clock;

    /**
     * A builder over what can be spent.
     *
     * @param emulator runs scripts before they are signed
     * @param clock what time it is: outputs are locked until their lock time
     */
    public TxBuilder(TxBuildSettings settings, OutputViews views, ScriptEmulator emulator, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.checks = new UnsignedChecks(settings.gasFeeCap());
        this.outputs = new AddressOutputs(views, settings.groups(), clock);
        TxAssembly assembly = new TxAssembly(settings.networkId());
        this.transfers = new TransferBuilder(outputs, assembly, settings);
        this.manyGroups = new ManyGroupsBuilder(outputs, assembly, settings);
        this.manySenders = new ManySendersBuilder(outputs, assembly, settings);
        this.sweeps = new SweepBuilder(outputs, assembly, settings);
        this.groupless = new GrouplessBuilder(outputs, transfers, views, settings);
        this.scripts = new ScriptTxBuilder(outputs, assembly, emulator, checks, settings);
        this.grouplessScripts = new GrouplessScripts(outputs, scripts, transfers, groupless, settings);
    }

    /** What an address has in its group ({@code /addresses/ADDRESS/balance}). */
    public Balance balance(LockupScript.Asset lockup, boolean includeMempool) {
        return Balance.of(outputs.all(lockup, settings.utxosLimit(), includeMempool, true), clock.millis());
    }

    /** What a groupless address has in all groups that this broker serves. */
    public Balance grouplessBalance(LockupScript.Groupless lockup, boolean includeMempool) {
        return groupless.inAllGroups(lockup).stream()
                .map(grouped -> balance(grouped, includeMempool))
                .reduce(Balance.of(List.of(), 0), Balance::plus);
    }

    /**
     * The unspent outputs of an address, waiting transactions counted in ({@code /addresses/ADDRESS/utxos}).
     *
     * @param failBeyond whether more outputs than may be read are an error
     */
    public List<AssetUtxo> utxos(LockupScript.Asset lockup, boolean failBeyond) {
        return outputs.all(lockup, settings.utxosLimit(), true, failBeyond);
    }

    /** A transfer within one transaction, from the sender's own group ({@code /transactions/build}). */
    public UnsignedTransaction transfer(TransferRequest request) {
        return transfer(request, ExtraUtxos.NONE);
    }

    /** A transfer that builds upon transactions built before it ({@code /transactions/build-chained}). */
    public UnsignedTransaction transfer(TransferRequest request, ExtraUtxos before) {
        return checked(transfers.build(request, before));
    }

    /**
     * A transfer of a groupless address out of whatever groups it takes ({@code /transactions/build} without a group).
     *
     * @return first the transactions that fund, to be submitted in this order, last the transfer itself
     */
    public List<UnsignedTransaction> grouplessTransfer(TransferRequest request) {
        return groupless.build(request);
    }

    /**
     * Transfers to addresses of any groups ({@code /transactions/build-transfer-from-one-to-many-groups}), to be submitted in this
     * order.
     */
    public List<UnsignedTransaction> transferToManyGroups(TransferRequest request) {
        if (request.gas().amount().isPresent()) {
            throw TxBuildException.badRequest("Explicit gas amount is not permitted,"
                    + " transfer-from-one-to-many-groups requires gas estimation.");
        }
        List<UnsignedTransaction> txs = manyGroups.build(request);
        txs.forEach(this::checked);
        return txs;
    }

    /**
     * One transaction paid by several senders ({@code /transactions/build-multi-addresses}).
     *
     * @param targetBlock build on what this block builds on; empty for the newest
     */
    public UnsignedTransaction multiAddresses(
            List<PayingAddress> payers, U256 gasPrice, Optional<BlockHash> targetBlock) {
        return checked(manySenders.build(payers, gasPrice, targetBlock));
    }

    /** All of an address's outputs, as far as asked for, to another address ({@code /transactions/sweep-address/build}). */
    public List<UnsignedTransaction> sweep(SweepRequest request) {
        List<UnsignedTransaction> txs = sweeps.build(request);
        txs.forEach(this::checked);
        return txs;
    }

    /** A sweep of a groupless address out of all groups that this broker serves. */
    public List<UnsignedTransaction> grouplessSweep(SweepRequest request) {
        List<UnsignedTransaction> all = new ArrayList<>();
        for (LockupScript.Groupless grouped :
                groupless.inAllGroups(request.from().lockup())) {
            all.addAll(sweep(request.from(request.from().at(grouped))));
        }
        return all;
    }

    /** A transaction that runs a script ({@code /contracts/unsigned-tx/execute-script}). */
    public BuiltScript script(ScriptRequest request, ExtraUtxos before) {
        return scripts.buildAndRun(ScriptTxBuilder.parts(request), scripts.usable(request.from(), before));
    }

    /** The same for a groupless sender, with what funds it. */
    public BuiltScript grouplessScript(ScriptRequest request) {
        return grouplessScripts.build(ScriptTxBuilder.grouplessParts(request), request.dust(), request.targetBlock());
    }

    /** A transaction that creates a contract ({@code /contracts/unsigned-tx/deploy-contract}). */
    public UnsignedTransaction deployment(DeployRequest request, ExtraUtxos before) {
        return scripts.build(ScriptTxBuilder.parts(request), scripts.usable(request.from(), before));
    }

    /** The same for a groupless sender, with what funds it. */
    public BuiltScript grouplessDeployment(DeployRequest request) {
        return grouplessScripts.build(ScriptTxBuilder.parts(request), U256.ZERO, request.targetBlock());
    }

    /** Checks what the API checks of every unsigned transaction, built here or sent in; returns it. */
    public UnsignedTransaction checked(UnsignedTransaction tx) {
        return checks.checked(tx);
    }
}
