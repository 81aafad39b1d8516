package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.alephium.model.UnsignedTransaction;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.state.AssetUtxo;
import dev.flowbed.rill.state.OutputOrigin;
import dev.flowbed.rill.tx.BuiltScript;
import dev.flowbed.rill.tx.DeployRequest;
import dev.flowbed.rill.tx.ExtraUtxos;
import dev.flowbed.rill.tx.ScriptRequest;
import dev.flowbed.rill.tx.Sender;
import dev.flowbed.rill.tx.TransferRequest;
import dev.flowbed.rill.tx.TxBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Unsigned transactions that create contracts and run scripts, and chains of transactions that build upon each other
 * (api/.../ContractsEndpoints.scala, api/.../TransactionsEndpoints.scala).
 */
final class ScriptBuildEndpoints {
    private final TxBuilder builder;
    private final Broker broker;
    private final SenderReading senders;
    private final TransferReading transfers;
    private final ScriptReading scripts;
    private final BuiltJson json;

    ScriptBuildEndpoints(TxBuilder builder, Broker broker) {
        this.builder = builder;
        this.broker = broker;
        this.senders = new SenderReading(broker.groups());
        this.transfers = new TransferReading(broker.groups());
        this.scripts = new ScriptReading(broker.groups());
        this.json = new BuiltJson(broker.groups());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/contracts/unsigned-tx/deploy-contract")
                        .summary("Build a transaction that creates a contract")
                        .body(ContractShapes.DEPLOY)
                        .answers(ContractShapes.DEPLOYED)
                        .by(this::deploy),
                Endpoint.post("/contracts/unsigned-tx/execute-script")
                        .summary("Build a transaction that runs a script")
                        .body(ContractShapes.EXECUTE)
                        .answers(ContractShapes.EXECUTED)
                        .by(this::execute),
                Endpoint.post("/transactions/build-chained")
                        .summary("Build transactions of which each may spend what those before it make")
                        .body(Shape.list(ContractShapes.CHAINED))
                        .answers(Shape.list(ContractShapes.CHAINED_BUILT))
                        .by(this::buildChained));
    }

    private Reply deploy(ApiRequest request) {
        DeployRequest deployment = scripts.deployment(request.fields(ContractShapes.DEPLOY));
        int home = groupOf(deployment.from());
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        return TxErrors.translated(() -> Reply.json(
                SenderReading.isGroupless(deployment.from())
                        ? json.grouplessDeployment(builder.grouplessDeployment(deployment))
                        : json.deployment(builder.deployment(deployment, ExtraUtxos.NONE))));
    }

    private Reply execute(ApiRequest request) {
        ScriptRequest script = scripts.script(request.fields(ContractShapes.EXECUTE));
        int home = groupOf(script.from());
        if (!broker.serves(home)) {
            return new Reply.OfGroup(home);
        }
        return TxErrors.translated(() -> Reply.json(
                SenderReading.isGroupless(script.from())
                        ? json.grouplessExecution(builder.grouplessScript(script))
                        : json.execution(builder.script(script, ExtraUtxos.NONE))));
    }

    private int groupOf(Sender sender) {
        return sender.lockup().group(broker.groups());
    }

    // ---- chains

    /** One of a chain: what it is answered with, given what those before it made and spent. */
    private record Step(String type, Sender from, Building building) {}

    @FunctionalInterface
    private interface Building {
        Built after(ExtraUtxos before);
    }

    private record Built(JsonNode json, ExtraUtxos after) {}

    private Reply buildChained(ApiRequest request) {
        List<Step> steps = new ArrayList<>();
        for (RequestFields fields : request.tagged()) {
            steps.add(step(fields));
        }
        boolean isElsewhere = !steps.isEmpty() && steps.stream().noneMatch(step -> broker.serves(groupOf(step.from())));
        if (isElsewhere) {
            return new Reply.OfGroup(groupOf(steps.get(0).from()));
        }
        return TxErrors.translated(() -> {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            ExtraUtxos done = ExtraUtxos.NONE;
            for (Step step : steps) {
                Built built = step.building().after(done);
                all.addObject().put("type", step.type()).set("value", built.json());
                done = built.after();
            }
            return Reply.json(all);
        });
    }

    private Step step(RequestFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "Transfer" -> {
                RequestFields value = fields.object("value", Shapes.BUILD);
                Sender from = senders.sender(value, value.optionalGroup("group"));
                TransferRequest transfer = transfers.transfer(value, from, "gasAmount");
                yield new Step(type, from, before -> {
                    UnsignedTransaction tx = builder.transfer(transfer, before);
                    return new Built(json.simple(tx), before.after(tx));
                });
            }
            case "DeployContract" -> {
                DeployRequest deployment = scripts.deployment(fields.object("value", ContractShapes.DEPLOY));
                yield new Step(type, deployment.from(), before -> {
                    UnsignedTransaction tx = builder.deployment(deployment, before);
                    return new Built(json.deployment(tx), before.after(tx));
                });
            }
            case "ExecuteScript" -> {
                ScriptRequest script = scripts.script(fields.object("value", ContractShapes.EXECUTE));
                yield new Step(type, script.from(), before -> {
                    BuiltScript built = builder.script(script, before);
                    return new Built(
                            json.execution(built), before.after(built.tx()).with(generated(built)));
                });
            }
            default -> throw RequestFields.decoding("invalid tag for tagged object: " + type);
        };
    }

    private static List<AssetUtxo> generated(BuiltScript built) {
        List<AssetUtxo> utxos = new ArrayList<>();
        List<TxOutput> outputs = built.outcome().generatedOutputs();
        int first = built.tx().fixedOutputs().size();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof TxOutput.Asset asset) {
                utxos.add(
                        new AssetUtxo(TxOutputRef.of(built.tx().id(), first + i, asset), asset, OutputOrigin.MEMPOOL));
            }
        }
        return utxos;
    }
}
