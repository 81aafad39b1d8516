package dev.flowbed.operator.metrics;

import dev.flowbed.alephium.rest.RestException;
import dev.flowbed.crds.fullnode.FullNode;
import dev.flowbed.observer.MetricText;
import dev.flowbed.observer.MetricsRelay;
import dev.flowbed.operator.OperatorSettings;
import dev.flowbed.operator.place.ClusterPlacement;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code /metrics}: all testnets. {@code /nodes/NAMESPACE/NODE/metrics}: a node's own page, passed on in a form that Prometheus reads.
 * The operator's own metrics are at {@code /q/metrics}.
 */
@ApplicationScoped
public class MetricsRoutes {
    private static final int AT_ONCE = 16;

    private final CachedFleet fleet;
    private final MetricsRelay relay;
    private final Semaphore places = new Semaphore(AT_ONCE);

    MetricsRoutes(CachedFleet fleet, OperatorSettings settings) {
        this.fleet = fleet;
        this.relay = new MetricsRelay(settings.observation().timeout());
    }

    void routes(@Observes Router router) {
        router.get("/metrics").blockingHandler(this::platform, false);
        router.get("/nodes/:namespace/:node/metrics").handler(this::node);
    }

    private void platform(RoutingContext request) {
        answer(request, 200, MetricText.CONTENT_TYPE, fleet.isAtWork() ? FleetMetrics.text(fleet.now()) : "");
    }

    private void node(RoutingContext request) {
        // only what is a FullNode: nobody can make the operator ask elsewhere
        Optional<URI> node = fleet.node(request.pathParam("namespace"), request.pathParam("node"))
                .map(MetricsRoutes::rest);
        if (node.isEmpty()) {
            answer(request, 404, "text/plain", "there is no such FullNode\n");
            return;
        }
        if (!places.tryAcquire()) {
            answer(request, 503, "text/plain", AT_ONCE + " pages are being passed on already\n");
            return;
        }
        relay.fetch(node.get()).whenComplete((page, failure) -> {
            places.release();
            if (page != null) {
                answer(request, 200, page.contentType(), page.body());
            } else {
                Throwable cause = failure.getCause() instanceof RestException ? failure.getCause() : failure;
                answer(request, 502, "text/plain", cause.getMessage() + "\n");
            }
        });
    }

    private static URI rest(FullNode node) {
        String host = ClusterPlacement.peersService(node.getMetadata().getName());
        return URI.create("http://" + host + "." + node.getMetadata().getNamespace() + ".svc:" + ClusterPlacement.REST);
    }

    private static void answer(RoutingContext request, int status, String type, String body) {
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body);
    }
}
