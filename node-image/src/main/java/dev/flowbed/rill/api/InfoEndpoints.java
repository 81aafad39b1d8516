package dev.flowbed.rill.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import dev.flowbed.rill.config.ApiSettings;
import dev.flowbed.rill.config.PeeringSettings;
import dev.flowbed.rill.flow.BlockFlow;
import dev.flowbed.rill.flow.HeightedBlock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** {@code /infos}: the node, its clique and its peers (api/.../InfosEndpoints.scala, app/.../EndpointsLogic.scala). */
final class InfoEndpoints {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long DEFAULT_HASH_RATE_SPAN = Duration.ofMinutes(10).toMillis();
    private static final long CLIQUE_POLL_MILLIS = 20;

    private final Vertx vertx;
    private final BlockFlow flow;
    private final NetworkView network;
    private final NodeBuild build;
    private final PeeringSettings peering;
    private final ApiSettings settings;
    private final InstantSource clock;

    InfoEndpoints(
            Vertx vertx,
            BlockFlow flow,
            NetworkView network,
            NodeBuild build,
            PeeringSettings peering,
            ApiSettings settings,
            InstantSource clock) {
        this.vertx = vertx;
        this.flow = flow;
        this.network = network;
        this.build = build;
        this.peering = peering;
        this.settings = settings;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/infos/node")
                        .summary("Get what this node is")
                        .answers(Shapes.NODE_INFO)
                        .by(request -> Reply.json(node())),
                Endpoint.get("/infos/version")
                        .summary("Get the version of the protocol's client that this node follows")
                        .answers(Shapes.NODE_VERSION)
                        .by(request -> Reply.json(NODES.objectNode().put("version", "v" + build.release()))),
                Endpoint.get("/infos/chain-params")
                        .summary("Get the key parameters of the network")
                        .answers(Shapes.CHAIN_PARAMS)
                        .by(request -> Reply.json(chainParams())),
                Endpoint.get("/infos/self-clique")
                        .summary("Get this node's clique")
                        .answers(Shapes.SELF_CLIQUE)
                        .byWaiting(request -> selfClique()),
                Endpoint.get("/infos/inter-clique-peer-info")
                        .summary("List the connected brokers of other cliques")
                        .answers(Shape.list(Shapes.PEER))
                        .by(request -> Reply.json(peers())),
                Endpoint.get("/infos/discovered-neighbors")
                        .summary("List the known brokers of other cliques")
                        .answers(Shape.list(Shapes.NEIGHBOR))
                        .by(request -> Reply.json(neighbors())),
                Endpoint.get("/infos/misbehaviors")
                        .summary("List the addresses that misbehaved")
                        .answers(Shape.list(Shapes.MISBEHAVIOR))
                        .by(request -> Reply.json(misbehaviors())),
                Endpoint.post("/infos/misbehaviors")
                        .summary("Ban or unban addresses")
                        .body(Shapes.ADDRESS_ACTION)
                        .by(request -> act(request, "Ban", network::ban, "Unban", network::unban)),
                Endpoint.get("/infos/unreachable")
                        .summary("List the addresses that are not dialled")
                        .answers(Shape.list(Shape.STRING))
                        .by(request -> Reply.json(unreachable())),
                Endpoint.post("/infos/discovery")
                        .summary("Have addresses dialled or not")
                        .body(Shapes.ADDRESS_ACTION)
                        .by(request -> act(
                                request, "Unreachable", network::markUnreachable, "Reachable", network::markReachable)),
                Endpoint.get("/infos/history-hashrate")
                        .summary("Get the mean hash rate of a time interval")
                        .query("fromTs", Shape.TIMESTAMP)
                        .optionalQuery("toTs", Shape.TIMESTAMP)
                        .answers(Shapes.HASH_RATE)
                        .by(request -> Reply.json(hashRate(TimeInterval.of(request, clock.millis())))),
                Endpoint.get("/infos/current-hashrate")
                        .summary("Get the mean hash rate of the last milliseconds, ten minutes' worth unless given")
                        .optionalQuery("timespan", Shape.LONG)
                        .answers(Shapes.HASH_RATE)
                        .by(request -> Reply.json(currentHashRate(request))),
                Endpoint.get("/infos/current-difficulty")
                        .summary("Get the mean difficulty of the newest blocks of all chains")
                        .answers(Shapes.DIFFICULTY)
                        .by(request -> Reply.json(NODES.objectNode()
                                .put("difficulty", flow.difficulty().toString()))));
    }

    private JsonNode node() {
        ObjectNode json = NODES.objectNode();
        json.putObject("buildInfo").put("releaseVersion", build.release()).put("commit", build.commit());
        json.put("upnp", false);
        json.set(
                "externalAddress",
                peering.externalAddress()
                        .<JsonNode>map(address -> socketAddress(new InetSocketAddress(address.host(), address.port())))
                        .orElseGet(NODES::nullNode));
        return json;
    }

    private JsonNode chainParams() {
        return NODES.objectNode()
                .put("networkId", flow.network().networkId())
                .put("numZerosAtLeastInHash", flow.network().leastZeros())
                .put("groupNumPerBroker", flow.broker().ownGroups().size())
                .put("groups", flow.network().groups());
    }

    /** Answers when the clique has formed, or 500 when that takes longer than the ask timeout. */
    private Future<Reply> selfClique() {
        Promise<Reply> promise = Promise.promise();
        long deadline = clock.millis() + settings.askTimeout().toMillis();
        awaitClique(promise, deadline);
        return promise.future();
    }

    private void awaitClique(Promise<Reply> promise, long deadline) {
        var clique = network.clique();
        if (clique.isPresent()) {
            promise.complete(Reply.json(selfClique(clique.get())));
        } else if (clock.millis() >= deadline) {
            promise.fail(ApiException.failed(
                    "The clique has not formed within " + settings.askTimeout().toMillis() + " ms"));
        } else {
            vertx.setTimer(CLIQUE_POLL_MILLIS, id -> awaitClique(promise, deadline));
        }
    }

    private JsonNode selfClique(NetworkView.Clique clique) {
        ObjectNode json = NODES.objectNode().put("cliqueId", clique.id());
        ArrayNode nodes = json.putArray("nodes");
        clique.brokers()
                .forEach(broker -> nodes.addObject()
                        .put("address", broker.address().getHostAddress())
                        .put("restPort", broker.restPort())
                        .put("wsPort", broker.restPort())
                        .put("minerApiPort", broker.minerApiPort()));
        return json.put("selfReady", clique.ready()).put("synced", clique.ready() && network.synced());
    }

    private JsonNode peers() {
        ArrayNode json = NODES.arrayNode();
        network.peers().forEach(peer -> {
            ObjectNode entry = json.addObject()
                    .put("cliqueId", peer.cliqueId())
                    .put("brokerId", peer.brokerId())
                    .put("groupNumPerBroker", peer.groupNumPerBroker());
            entry.set("address", socketAddress(peer.address()));
            entry.put("isSynced", peer.synced()).put("clientVersion", peer.clientVersion());
        });
        return json;
    }

    private JsonNode neighbors() {
        ArrayNode json = NODES.arrayNode();
        network.neighbors()
                .forEach(neighbor -> json.addObject()
                        .put("cliqueId", neighbor.cliqueId())
                        .put("brokerId", neighbor.brokerId())
                        .put("brokerNum", neighbor.brokerNum())
                        .set("address", socketAddress(neighbor.address())));
        return json;
    }

    private JsonNode misbehaviors() {
        ArrayNode json = NODES.arrayNode();
        network.misbehaviors().forEach(misbehavior -> {
            ObjectNode status = json.addObject()
                    .put("peer", misbehavior.peer().getHostAddress())
                    .putObject("status");
            misbehavior
                    .bannedUntil()
                    .ifPresentOrElse(
                            until -> status.put("type", "Banned").put("until", until),
                            () -> status.put("type", "Penalty").put("value", misbehavior.penalty()));
        });
        return json;
    }

    private JsonNode unreachable() {
        ArrayNode json = NODES.arrayNode();
        network.unreachable().forEach(address -> json.add(address.getHostAddress()));
        return json;
    }

    private static Reply act(
            ApiRequest request,
            String one,
            Consumer<List<InetAddress>> doOne,
            String other,
            Consumer<List<InetAddress>> doOther) {
        RequestFields fields = request.fields(Shape.object("", Shape.required("type", Shape.STRING)));
        String type = fields.text("type");
        if (!type.equals(one) && !type.equals(other)) {
            throw RequestFields.decoding("invalid tag for tagged object: " + type);
        }
        fields.require(Shapes.ADDRESS_ACTION);
        (type.equals(one) ? doOne : doOther).accept(fields.texts("peers", InfoEndpoints::address));
        return Reply.EMPTY;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new FormatException(text + ": Name or service not known");
        }
    }

    private JsonNode currentHashRate(ApiRequest request) {
        long span = request.optionalQuery("timespan", ApiRequest::positive).orElse(DEFAULT_HASH_RATE_SPAN);
        long now = clock.millis();
        return hashRate(new TimeInterval(now - span, now));
    }

    private JsonNode hashRate(TimeInterval interval) {
        interval.within(settings.blockflowFetchMaxAge());
        BigInteger hashes = BigInteger.ZERO;
        for (ChainIndex chain : flow.broker().ownChains()) {
            for (HeightedBlock block : flow.blocksBetween(chain, interval.from(), interval.to())) {
                Target target = block.block().header().target();
                hashes = hashes.add(Target.MAX.value().divide(target.value()));
            }
        }
        BigInteger rate = hashes.multiply(
                        BigInteger.valueOf(1000L * flow.network().chains()))
                .divide(BigInteger.valueOf(interval.to() - interval.from()));
        return NODES.objectNode().put("hashrate", rate.divide(BigInteger.valueOf(1_000_000)) + " MH/s");
    }

    private static ObjectNode socketAddress(InetSocketAddress address) {
        String host = address.getAddress() == null ? null : address.getAddress().getHostAddress();
        return NODES.objectNode().put("addr", host).put("port", address.getPort());
    }
}
