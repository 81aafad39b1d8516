package dev.flowbed.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an administrator sets for the operator: {@code flowbed.*}, or in the environment {@code FLOWBED_*}. */
@ConfigMapping(prefix = "flowbed")
public interface OperatorSettings {

    /** Where images come from. */
    Images images();

    /** How nodes are looked at. */
    Observation observation();

    /** Which of several operators works. */
    LeaderElection leaderElection();

    /** What miners may take. */
    Mining mining();

    /** What becomes of requests to the API server that the chart's roles do not grant. */
    Access access();

    /** What stands around the Testnets in the cluster. */
    Surroundings surroundings();

    /** Where images come from. */
    interface Images {
        /** Registry, and path in it, put before the names of Flowbed's own and the official image, such as registry.example.org/mirror. */
        Optional<String> registry();

        /** Tag of Flowbed's own images where a resource asks for no version. */
        String tag();

        /** Pull policy of all containers. */
        @WithDefault("IfNotPresent")
        String pullPolicy();

        /** Names of Secrets, in the namespaces of the Testnets, that images are pulled with. */
        Optional<List<String>> pullSecrets();
    }

    /** How nodes are looked at. */
    interface Observation {
        /** How many nodes are asked at a time, over all Testnets. */
        @WithDefault("8")
        int threads();

        /** How long a node may take to answer one request. */
        @WithDefault("2s")
        Duration timeout();

        /**
         * How long after a look the next one follows, for one Testnet where something goes on; where nothing turns up to five times, where
         * not even blocks come up to fifteen times as long.
         */
        @WithDefault("2s")
        Duration interval();

        /** How many nodes are asked a second, over all Testnets: with more of them each is looked at less often. */
        @WithDefault("50")
        int nodesPerSecond();
    }

    /** What miners may take. */
    interface Mining {
        /** The most GPUs at a time of all pools of a namespace, for each namespace; any number where nothing is said. */
        Optional<Integer> namespaceGpus();

        /** The most hours of running miners of all pools of a namespace; any number where nothing is said. */
        Optional<Long> namespacePodHours();

        /** How long these hours are for, from 1970 on in UTC; for good where nothing is said. */
        Optional<Duration> namespacePeriod();
    }

    /** Which of several operators works. */
    interface LeaderElection {
        /** The Lease that the working one holds; where nothing is said, one for those that watch the same namespaces. */
        Optional<String> leaseName();

        /** The Lease's namespace; the operator's own where nothing is said. */
        Optional<String> namespace();

        /** How this operator is called in the Lease: the name of its pod; by chance where nothing is said. */
        Optional<String> identity();

        /** How long a holder that is silent keeps the Lease. */
        @WithDefault("30s")
        Duration leaseDuration();

        /** How long a holder tries to renew it before it gives up and ends. */
        @WithDefault("20s")
        Duration renewDeadline();

        /** How often it is renewed, or asked for. */
        @WithDefault("5s")
        Duration retryPeriod();
    }

    /** What becomes of requests to the API server that the chart's roles do not grant. */
    interface Access {
        /** Whether they fail without being sent; otherwise they are logged. */
        @WithDefault("false")
        boolean strict();
    }

    /** What stands around the Testnets in the cluster, for their NetworkPolicies and monitoring. */
    interface Surroundings {
        /** The namespace of the operator's own pod; nothing where it runs outside the cluster. */
        Optional<String> operatorNamespace();

        /** Labels that select the operator's own pods. */
        Map<String, String> operatorLabels();

        /** Labels of the namespaces that Prometheus runs in. */
        Map<String, String> monitoringNamespace();

        /** Labels of the namespaces that ingress controllers and gateways run in. */
        Map<String, String> ingressNamespace();

        /** HOST:PORT at which Prometheus reaches the operator, which passes the official node's metrics on. */
        Optional<String> relay();
    }
}
