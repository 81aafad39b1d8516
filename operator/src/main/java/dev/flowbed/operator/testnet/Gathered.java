package dev.flowbed.operator.testnet;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.crds.testnet.Testnet;
import java.util.Optional;

/**
 * What a pass over a Testnet knows of it.
 *
 * @param resources the Testnet and all that refers to it and is sound
 * @param checks what is wrong
 * @param blueprint what must run; empty when the Testnet itself is wrong
 */
public record Gathered(TestnetResources resources, Checked checks, Optional<Blueprint> blueprint) {

    /** The Testnet. */
    public Testnet testnet() {
        return resources.testnet();
    }

    /** Its namespace. */
    public String namespace() {
        return testnet().getMetadata().getNamespace();
    }

    /** Its name. */
    public String name() {
        return resources.name();
    }
}
