package dev.flowbed.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An object that a resource wants to exist.
 *
 * @param object what is wanted of it, nothing that others decide
 * @param owned whether it goes when the resource goes
 */
public record Child(HasMetadata object, boolean owned) {

    /** One that goes with its owner. */
    public static Child owned(HasMetadata object) {
        return new Child(object, true);
    }

    /** One that outlives the resource that made it. */
    public static Child kept(HasMetadata object) {
        return new Child(object, false);
    }

    /** Kind and name, for messages. */
    String title() {
        return object.getKind() + " " + object.getMetadata().getName();
    }
}
