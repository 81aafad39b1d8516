package dev.flowbed.rill.api;

import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.tx.PayingAddress;
import dev.flowbed.rill.tx.Sender;
import dev.flowbed.rill.tx.SweepRequest;
import dev.flowbed.rill.tx.TransferRequest;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** {@code /transactions/build...}: unsigned transactions (api/.../TransactionsEndpoints.scala). */
final class BuildEndpoints {
    private final TxBuilder builder;
    private final SyncGate gate;
    private final Broker broker;
    private final SenderReading senders;
    private final TransferReading transfers;
    private final BuiltJson json;

    BuildEndpoints(TxBuilder builder, SyncGate gate, Broker broker) {
        this.builder = builder;
        this.gate = gate;
        this.broker = broker;
        this.senders = new SenderReading(broker.groups());
        this.transfers = new TransferReading(broker.groups());
        this.json = new BuiltJson(broker.groups());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/transactions/build")
                        .summary("Build a transfer of an address to destinations of one group")
                        .body(Shapes.BUILD)
                        .answers(Shapes.ANY_BUILT)
                        .by(this::build),
                Endpoint.post("/transactions/build-transfer-from-one-to-many-groups")
                        .summary("Build transfers of an address to destinations of any groups")
                        .body(Shapes.BUILD)
                        .answers(Shape.list(Shapes.BUILT))
                        .by(this::buildToManyGroups),
                Endpoint.post("/transactions/build-multi-addresses")
                        .summary("Build one transaction of several addresses of one group")
                        .body(Shapes.BUILD_MULTI)
                        .answers(Shapes.BUILT)
                        .by(this::buildMultiAddresses),
                Endpoint.post("/transactions/sweep-address/build")
                        .summary("Build transactions that send all an address has to another")
                        .body(Shapes.BUILD_SWEEP)
                        .answers(Shapes.SWEPT)
                        .by(this::sweep));
    }

    private Reply build(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.BUILD);
        OptionalInt group = fields.optionalGroup("group");
        int home = senders.sender(fields, OptionalInt.empty()).lockup().group(broker.groups());
        Sender from = senders.sender(fields, group);
        TransferRequest transfer = transfers.transfer(fields, from, "gasAmount");
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        gate.requireSynced();
        return TxErrors.translated(() -> {
            if (!SenderReading.isGroupless(from)) {
                return Reply.json(json.simple(builder.transfer(transfer)));
            }
            return Reply.json(json.groupless(
                    group.isPresent() ? List.of(builder.transfer(transfer)) : builder.grouplessTransfer(transfer)));
        });
    }

    private Reply buildToManyGroups(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.BUILD);
        Sender from = senders.sender(fields, OptionalInt.empty());
        TransferRequest transfer = transfers.transfer(fields, from, "gasAmount");
        int home = from.lockup().group(broker.groups());
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        gate.requireSynced();
        return TxErrors.translated(() -> Reply.json(json.simple(builder.transferToManyGroups(transfer))));
    }

    private Reply buildMultiAddresses(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.BUILD_MULTI);
        List<PayingAddress> payers = new ArrayList<>();
        Set<Object> addresses = new HashSet<>();
        boolean repeated = false;
        for (RequestFields source : fields.objects("from", Shapes.SOURCE)) {
            PayingAddress payer = transfers.payer(source, senders.sender(source, OptionalInt.empty()));
            repeated |= !addresses.add(payer.from().lockup());
            payers.add(payer);
        }
        if (payers.isEmpty()) {
            throw ApiException.badRequest("Empty list of input");
        }
        int home = payers.get(0).from().lockup().group(broker.groups());
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        gate.requireSynced();
        if (repeated) {
            throw ApiException.badRequest("Some addresses defined multiple time");
        }
        return TxErrors.translated(() -> Reply.json(json.simple(builder.multiAddresses(
                payers, transfers.gasPrice(fields), fields.optionalText("targetBlockHash", Reading::blockHash)))));
    }

    private Reply sweep(ApiRequest request) {
        RequestFields fields = request.fields(Shapes.BUILD_SWEEP);
        Sender from = senders.sender(fields, fields.optionalGroup("group"));
        SweepRequest sweep = transfers.sweep(fields, from);
        int home = senders.sender(fields, OptionalInt.empty()).lockup().group(broker.groups());
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        gate.requireSynced();
        return TxErrors.translated(() -> {
            List<UnsignedTransaction> txs =
                    SenderReading.isGroupless(from) ? builder.grouplessSweep(sweep) : builder.sweep(sweep);
            return Reply.json(json.swept(
                    txs, from.lockup().group(broker.groups()), sweep.to().group(broker.groups())));
        });
    }
}
