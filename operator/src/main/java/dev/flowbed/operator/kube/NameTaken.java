package dev.flowbed.operator.kube;

/**
 * A child could not be made, because an object of its kind and name exists that is not Flowbed's or belongs to another resource.
 *
 * @param child kind and name
 * @param by who has it
 */
public record NameTaken(String child, String by) {

    /** A sentence for a condition. */
    public String message() {
        return child + " exists already and belongs to " + by + ": rename one of them";
    }
}
