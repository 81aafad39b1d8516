package dev.flowbed.operator.testnet;

import dev.flowbed.operator.kube.Child;
import java.util.List;

/** Makes one sort of children of a Testnet: a pure function of what a pass gathered. */
public interface TestnetChildren {

    /** The children that are wanted now. */
    List<Child> of(Gathered gathered);
}
