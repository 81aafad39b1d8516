package dev.flowbed.operator.kube;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that the operator asks of the API server, in one place. The chart's roles grant this and nothing else (a test compares them), and
 * {@link ApiRequests} finds requests beyond it: in tests they fail, in a cluster they are logged before the API server refuses them.
 *
 * @param scope where it is needed
 * @param group the API group; empty for the core group
 * @param resource the plural, with the subresource after a slash
 * @param why what it is needed for
 */
public record Access(Scope scope, String group, String resource, Set<String> verbs, String why) {
    public Access {
        verbs = Set.copyOf(verbs);
    }

    /** Where rights are needed. */
    public enum Scope {
        /** In every namespace whose Testnets are raised. */
        TESTNETS,
        /** In the operator's own namespace. */
        OPERATOR,
        /** Nowhere in the chart: every cluster grants it to all who are known ({@code system:basic-user}). */
        EVERYBODY
    }

    private static final String OWN_GROUP = "flowbed.dev";
    /** What the informers need, and applying, and deleting what is no longer wanted. Applying what is not there yet counts as creating. */
    private static final String CHILD = "get list watch create patch delete";

    /** Every right, sorted by nothing but the reader's convenience. */
    public static final List<Access> ALL = List.of(
            testnets(OWN_GROUP, "testnets", "get list watch patch update delete", "the Testnets; they end by deletion"),
            testnets(OWN_GROUP, "shards", CHILD + " update", "shards of Testnets"),
            testnets(OWN_GROUP, "fullnodes", CHILD + " update", "nodes of Testnets"),
            testnets(OWN_GROUP, "minerpools", CHILD + " update", "miner pools of Testnets"),
            testnets(OWN_GROUP, "testnets/status", "get patch update", "status"),
            testnets(OWN_GROUP, "shards/status", "get patch update", "status"),
            testnets(OWN_GROUP, "fullnodes/status", "get patch update", "status"),
            testnets(OWN_GROUP, "minerpools/status", "get patch update", "status"),
            // asked for where OwnerReferencesPermissionEnforcement is on, for references that block the owner's
            // deletion
            testnets(OWN_GROUP, "testnets/finalizers", "update", "owner references"),
            testnets(OWN_GROUP, "fullnodes/finalizers", "update", "owner references"),
            testnets(OWN_GROUP, "minerpools/finalizers", "update", "owner references"),
            testnets("", "services", CHILD, "addresses of nodes, miners and clients"),
            testnets("", "configmaps", CHILD, "settings of nodes"),
            testnets("", "persistentvolumeclaims", CHILD, "volumes of nodes"),
            testnets("", "pods", "get list watch delete", "how they are; restarting them"),
            testnets("", "pods/log", "get", "the last words of a crashed node"),
            testnets("", "secrets", "get", "the API key that a Testnet names"),
            testnets(
                    "", "events", "get list watch create patch update", "telling what happens; reading what ails pods"),
            testnets("apps", "statefulsets", CHILD, "nodes"),
            testnets("apps", "deployments", CHILD, "miners"),
            testnets("resource.k8s.io", "resourceclaimtemplates", CHILD, "GPUs of miners"),
            testnets("networking.k8s.io", "networkpolicies", CHILD, "who may reach nodes and miners"),
            testnets("networking.k8s.io", "ingresses", CHILD, "ways in for clients"),
            testnets("gateway.networking.k8s.io", "httproutes", CHILD, "ways in for clients"),
            testnets("monitoring.coreos.com", "podmonitors", CHILD, "what Prometheus reads"),
            new Access(
                    Scope.OPERATOR,
                    "coordination.k8s.io",
                    "leases",
                    words("get create patch update"),
                    "which of several operators works"),
            new Access(
                    Scope.EVERYBODY,
                    "authorization.k8s.io",
                    "selfsubjectrulesreviews",
                    words("create"),
                    "the election asks whether it may hold the Lease"));

    private static Access testnets(String group, String resource, String verbs, String why) {
        return new Access(Scope.TESTNETS, group, resource, words(verbs), why);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** The right that covers a request. */
    public static Optional<Access> of(ApiRequest request) {
        return ALL.stream()
                .filter(access -> access.group.equals(request.group())
                        && access.resource.equals(request.resource())
                        && access.verbs.contains(request.verb()))
                .findFirst();
    }

    /** The rights of a scope as "group/resource verb", one for each verb: two sets of rights are the same when these are. */
    public static Set<String> flat(Scope scope) {
        return ALL.stream()
                .filter(access -> access.scope == scope)
                .flatMap(access -> access.verbs.stream().map(verb -> access.group + "/" + access.resource + " " + verb))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
