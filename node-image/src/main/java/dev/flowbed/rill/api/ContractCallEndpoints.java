package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.rill.call.CallException;
import dev.flowbed.rill.call.CallRequest;
import dev.flowbed.rill.call.ContractCalls;
import dev.flowbed.rill.call.ContractTests;
import dev.flowbed.rill.call.TestRequest;
import dev.flowbed.rill.flow.Broker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code /contracts}: calls and tests, which change nothing (api/.../ContractsEndpoints.scala). */
final class ContractCallEndpoints {
    private static final int MOST_CALLS = 20;

    private final ContractCalls calls;
    private final ContractTests tests;
    private final Broker broker;
    private final CallReading reading;

    ContractCallEndpoints(ContractCalls calls, ContractTests tests, Broker broker, InstantSource clock) {
        this.calls = calls;
        this.tests = tests;
        this.broker = broker;
        this.reading = new CallReading(broker.groups(), clock);
    }

    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(List.of(
                Endpoint.post("/contracts/call-contract")
                        .summary("Call a contract on the newest state or after a block")
                        .body(ContractShapes.CALL)
                        .answers(ContractShapes.CALLED)
                        .by(this::call),
                Endpoint.post("/contracts/multicall-contract")
                        .summary("Call several contracts on the same state, at most " + MOST_CALLS)
                        .body(ContractShapes.MULTICALL)
                        .answers(ContractShapes.MULTICALLED)
                        .by(this::multicall),
                Endpoint.post("/contracts/call-tx-script")
                        .summary("Run a script that may return values, on the newest state or after a block")
                        .body(ContractShapes.CALL_SCRIPT)
                        .answers(ContractShapes.SCRIPT_CALLED)
                        .by(this::callScript),
                Endpoint.post("/contracts/test-contract")
                        .summary("Call a contract in a state made up for the test")
                        .body(ContractShapes.TEST)
                        .answers(ContractShapes.TESTED)
                        .by(this::test)));
        Stream.of("script", "contract", "project")
                .map(ContractCallEndpoints::compile)
                .forEach(all::add);
        return all;
    }

    Reply call(ApiRequest request) {
        CallRequest call = reading.call(request.fields(ContractShapes.CALL));
        return isElsewhere(call) ? new Reply.OfGroup(call.group()) : Reply.json(CallJson.answer(calls.answer(call)));
    }

    /** Another broker of the clique serves the group: the official node says so, this one asks it. */
    private boolean isElsewhere(CallRequest call) {
        boolean isGroup = call.group() >= 0 && call.group() < broker.groups();
        return isGroup && !broker.serves(call.group());
    }

    private Reply multicall(ApiRequest request) {
        List<CallRequest> all = request.fields(ContractShapes.MULTICALL).objects("calls", ContractShapes.CALL).stream()
                .map(reading::call)
                .toList();
        if (all.size() > MOST_CALLS) {
            throw ApiException.failed("The number of contract calls exceeds the maximum limit(" + MOST_CALLS + ")");
        }
        if (!all.isEmpty() && all.stream().allMatch(this::isElsewhere) && isOneGroup(all)) {
            return new Reply.OfGroup(all.get(0).group());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode results = json.putArray("results");
        translated(() -> calls.call(all)).forEach(answer -> results.add(CallJson.answer(answer)));
        return Reply.json(json);
    }

    private static boolean isOneGroup(List<CallRequest> calls) {
        return calls.stream().map(CallRequest::group).distinct().count() == 1;
    }

    Reply callScript(ApiRequest request) {
        CallRequest call = reading.script(request.fields(ContractShapes.CALL_SCRIPT));
        return isElsewhere(call)
                ? new Reply.OfGroup(call.group())
                : Reply.json(CallJson.script(translated(() -> calls.call(call))));
    }

    private Reply test(ApiRequest request) {
        TestRequest test = reading.test(request.fields(ContractShapes.TEST));
        return Reply.json(CallJson.test(test.contract().id(), translated(() -> tests.run(test))));
    }

    private static <T> T translated(Supplier<T> calling) {
        try {
            return calling.get();
        } catch (CallException e) {
            String message = String.valueOf(e.getMessage());
            throw e.isBadRequest() ? ApiException.badRequest(message) : ApiException.failed(message);
        }
    }

    private static Endpoint compile(String what) {
        return Endpoint.post("/contracts/compile-" + what)
                .summary("Not offered: compiling Ralph")
                .by(request -> {
                    throw ApiException.notOffered("rill does not compile Ralph: compile with the official full node"
                            + " (client: alephium) and use the bytecode here");
                });
    }
}
