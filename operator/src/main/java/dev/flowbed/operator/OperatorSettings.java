package dev.flowbed.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an administrator sets for the operator: {@code flowbed.*}, or in the environment {@code FLOWBED_*}. */
@ConfigMapping(prefix = "flowbed")
public interface OperatorSettings {

    /** Where images come from. */
    Images images();

    /** How nodes are looked at. */
    Observation observation();

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

        /** How long after a look the next one follows, for one Testnet. */
        @WithDefault("2s")
        Duration interval();
    }
}
