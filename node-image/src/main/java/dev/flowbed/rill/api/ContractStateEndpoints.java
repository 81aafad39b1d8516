package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.script.Address;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.Broker;
import dev.flowbed.rill.index.SubContracts;
import dev.flowbed.rill.state.WorldState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /contracts}: what contracts are (api/.../ContractsEndpoints.scala, app/.../ServerUtils.scala). */
final class ContractStateEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BlockFlow flow;
    private final Broker broker;

    ContractStateEndpoints(BlockFlow flow) {
        this.flow = flow;
        this.broker = flow.broker();
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/contracts/{address}/state")
                        .summary("Get the state of a contract")
                        .answers(ContractShapes.CONTRACT)
                        .by(request -> ofContract(request, this::state)),
                Endpoint.get("/contracts/{codeHash}/code")
                        .summary("Get the code of contracts by its hash, in hex")
                        .answers(Shape.HEX)
                        .by(request -> Reply.json(code(request.path("codeHash", Reading::hash)))),
                Endpoint.get("/contracts/{address}/parent")
                        .summary("Get the contract that another belongs to; needs the index of sub-contracts")
                        .answers(Shapes.CONTRACT_PARENT)
                        .by(request -> ofContract(request, this::parent)),
                Endpoint.get("/contracts/{address}/sub-contracts")
                        .summary("Get the contracts that belong to one, page by page: those of one block make one page;"
                                + " needs the index of sub-contracts")
                        .query("start", Shape.INTEGER)
                        .optionalQuery("limit", Shape.INTEGER)
                        .answers(Shapes.SUB_CONTRACTS)
                        .by(request -> {
                            contract(request);
                            CounterRange range = CounterRange.of(request);
                            return ofContract(request, contract -> subContracts(contract, range));
                        }),
                Endpoint.get("/contracts/{address}/sub-contracts/current-count")
                        .summary("Get how many pages of sub-contracts a contract has; needs the index of sub-contracts")
                        .answers(Shape.INTEGER)
                        .by(request -> ofContract(request, this::subContractCount)));
    }

    private static LockupScript.P2c contract(ApiRequest request) {
        return request.path("address", Reading::contractAddress);
    }

    /** Answers here, or sends the request on to the broker that serves the contract's group. */
    private Reply ofContract(ApiRequest request, Function<LockupScript.P2c, JsonNode> answer) {
        LockupScript.P2c contract = contract(request);
        int group = group(contract);
        return broker.serves(group) ? Reply.json(answer.apply(contract)) : new Reply.OfGroup(group);
    }

    private int group(LockupScript.P2c contract) {
        try {
            return contract.group(broker.groups());
        } catch (FormatException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode state(LockupScript.P2c contract) {
        WorldState world = flow.bestWorldState(group(contract));
        return ContractStateJson.of(contract.contractId(), world)
                .orElseThrow(() -> ApiException.noContract(contract.contractId(), "CachedKV.get"));
    }

    /** Code of any group: code stays when its last contract goes. */
    private JsonNode code(Hash hash) {
        int group = broker.ownGroups().get(0);
        return flow.bestWorldState(group)
                .code(hash)
                .map(code -> TextNode.valueOf(ContractStateJson.hex(code)))
                .orElseThrow(() -> ApiException.notFound("Contract code hash: " + hash.hex()));
    }

    private SubContracts index() {
        return flow.indexes()
                .subContracts()
                .orElseThrow(() -> ApiException.notKept(
                        "alephium.node.indexes.subcontract-index", "parent contract or subcontracts"));
    }

    private JsonNode parent(LockupScript.P2c contract) {
        Optional<Hash> parent = index().parent(contract.contractId());
        return NODES.objectNode()
                .set(
                        "parent",
                        parent.<JsonNode>map(id -> TextNode.valueOf(ContractStateJson.address(id)))
                                .orElse(NODES.nullNode()));
    }

    private JsonNode subContracts(LockupScript.P2c contract, CounterRange range) {
        SubContracts.Pages pages = index().pages(contract.contractId(), range.start(), range.end());
        if (pages.contracts().isEmpty()) {
            requireNextOf(contract, range);
        }
        ObjectNode json = NODES.objectNode();
        ArrayNode contracts = json.putArray("subContracts");
        pages.contracts().forEach(id -> contracts.add(ContractStateJson.address(id)));
        return json.put("nextStart", pages.next());
    }

    private void requireNextOf(LockupScript.P2c contract, CounterRange range) {
        String address = Address.format(contract);
        int count = index().count(contract.contractId())
                .orElseThrow(() -> ApiException.notFound("Sub-contracts of " + address));
        if (count != range.start()) {
            throw ApiException.notFound("Current count for sub-contracts of " + address + " is '" + count
                    + "', sub-contracts start from '" + range.start() + "' with limit '" + range.limit() + "'");
        }
    }

    private JsonNode subContractCount(LockupScript.P2c contract) {
        return IntNode.valueOf(index().count(contract.contractId())
                .orElseThrow(() ->
                        ApiException.notFound("Current sub-contracts count for contract " + Address.format(contract))));
    }
}
