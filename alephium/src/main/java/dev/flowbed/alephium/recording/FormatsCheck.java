package dev.flowbed.alephium.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.consensus.NetworkSettings;
import dev.flowbed.alephium.consensus.NetworkSettingsReader;
import dev.flowbed.alephium.json.JsonFields;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.recording.FormatsReport.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compares the formats here with a recording, block by block, up to the first difference: genesis from the configuration, bytes,
 * hashes, chains and heights, proof of work, Merkle roots, transaction ids, output keys, addresses and JSON.
 */
public final class FormatsCheck {
    private FormatsCheck() {}

    /**
     * Checks a recording. {@link FormatException} when the file is no recording or its configuration makes no network; a
     * difference is no exception but part of the report.
     */
    public static FormatsReport run(Path file) throws IOException {
        Recording recording = Recording.open(file);
        NetworkSettings settings = NetworkSettingsReader.read(recording.config());
        ChainChecks checks = new ChainChecks(settings, held(recording.config()));
        Optional<Difference> difference = chainParams(recording.chainParams(), settings);
        if (difference.isEmpty()) {
            try {
                recording.visit(checks);
                difference = checks.missingChain();
            } catch (DifferenceFound found) {
                difference = Optional.of(found.difference());
            }
        }
        return checks.report(difference);
    }

    /** A broker of several holds the chains that start or end in its groups; the only broker holds all. */
    private static Predicate<ChainIndex> held(Config config) {
        int brokers = integer(config, "alephium.broker.broker-num", 1);
        int broker = integer(config, "alephium.broker.broker-id", 0);
        return chain -> chain.from() % brokers == broker || chain.to() % brokers == broker;
    }

    private static int integer(Config config, String key, int otherwise) {
        try {
            int value = config.hasPath(key) ? config.getInt(key) : otherwise;
            if (value < otherwise) {
                throw new FormatException(key + ": expected " + otherwise + " or more, found " + value);
            }
            return value;
        } catch (ConfigException e) {
            throw new FormatException("configuration: " + e.getMessage());
        }
    }

    private static Optional<Difference> chainParams(JsonNode recorded, NetworkSettings settings) {
        if (recorded.isMissingNode()) {
            return Optional.empty();
        }
        JsonFields params = JsonFields.of(recorded, "chainParams");
        return first(
                number(params, "networkId", settings.networkId()),
                number(params, "numZerosAtLeastInHash", settings.leastZeros()),
                number(params, "groups", settings.groups()));
    }

    @SafeVarargs
    private static Optional<Difference> first(Optional<Difference>... differences) {
        for (Optional<Difference> difference : differences) {
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> number(JsonFields params, String field, int configured) {
        if (!params.has(field) || params.integer(field) == configured) {
            return Optional.empty();
        }
        return Optional.of(new Difference(
                "chainParams", field, params.get(field).toString(), configured + " by the configuration"));
    }

    /** Ends the streaming at the first difference. */
    static final class DifferenceFound extends RuntimeException {
        private final transient Difference difference;

        DifferenceFound(Difference difference) {
            super(difference.toString(), null, false, false);
            this.difference = difference;
        }

        Difference difference() {
            return difference;
        }
    }

    static DifferenceFound differs(RecordedBlock block, String field, Object expected, Object found) {
        return new DifferenceFound(Difference.in(block, field, expected, found));
    }

    static DifferenceFound differs(ChainIndex chain, String field, Object expected, Object found) {
        return new DifferenceFound(new Difference("chain " + chain, field, expected.toString(), found.toString()));
    }
}
