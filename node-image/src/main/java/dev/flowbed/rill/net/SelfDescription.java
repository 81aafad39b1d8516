package dev.flowbed.rill.net;

import dev.flowbed.rill.net.wire.CliqueMember;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a broker tells the others of its clique about itself: looks up its own names. */
final class SelfDescription {
    private static final Logger LOG = LoggerFactory.getLogger(SelfDescription.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final NetSettings settings;
    private final Wires wires;

    SelfDescription(Vertx vertx, NetSettings settings, Wires wires) {
        this.vertx = vertx;
        this.settings = settings;
        this.wires = wires;
    }

    /** Waits until the internal address is known; an external one that is not is left out. */
    Future<CliqueMember> make() {
        Future<Optional<InetSocketAddress>> external = settings.externalAddress()
                .map(address -> wires.resolve(address).map(Optional::of).otherwise(Optional.empty()))
                .orElse(Future.succeededFuture(Optional.empty()));
        Future<InetSocketAddress> internal = resolveInternal();
        return Future.all(external, internal)
                .map(both -> new CliqueMember(
                        settings.share().brokerId(),
                        settings.groups() / settings.share().brokerNumber(),
                        external.result(),
                        internal.result(),
                        settings.restPort(),
                        settings.minerApiPort()));
    }

    /** A name that is not known yet will be: in a cluster it appears with the process that has it. */
    private Future<InetSocketAddress> resolveInternal() {
        return wires.resolve(settings.internalAddress()).recover(e -> {
            LOG.warn("the internal address {} is not known yet", settings.internalAddress());
            Promise<InetSocketAddress> later = Promise.promise();
            vertx.setTimer(RETRY.toMillis(), id -> resolveInternal().onComplete(later));
            return later.future();
        });
    }
}
