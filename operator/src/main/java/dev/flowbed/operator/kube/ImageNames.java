package dev.flowbed.operator.kube;

import java.util.List;
import java.util.Optional;

/**
 * The names under which this cluster finds the images that the blueprint names.
 *
 * @param registry put before the names of images that Flowbed chooses itself; images that a resource names stay as they are
 * @param tag stands for {@code latest} of Flowbed's own images
 */
public record ImageNames(Optional<String> registry, String tag) {
    private static final List<String> OWN = List.of("flowbed/rill", "flowbed/miner");
    private static final String OFFICIAL = "alephium/alephium";
    private static final String NEWEST = ":latest";

    /** The name to pull an image by. */
    public String of(String image) {
        int colon = image.lastIndexOf(':');
        String name = colon < 0 ? image : image.substring(0, colon);
        if (!OWN.contains(name) && !name.equals(OFFICIAL)) {
            return image;
        }
        String tagged = OWN.contains(name) && image.endsWith(NEWEST) ? name + ":" + tag : image;
        return registry.map(before -> before.replaceAll("/+$", "") + "/" + tagged)
                .orElse(tagged);
    }
}
