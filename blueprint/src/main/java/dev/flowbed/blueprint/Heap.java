package dev.flowbed.blueprint;

import dev.flowbed.crds.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/** How large a Java heap may be. */
final class Heap {
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1024L * 1024L);
    private static final long LEAST = 32;

    private Heap() {}

    /** Megabytes of heap: a share of the memory limit, or the usual when there is none. */
    static long megabytes(Resources resources, double share, int usual) {
        Quantity limit = resources.limits().get("memory");
        if (limit == null) {
            return usual;
        }
        BigDecimal bytes = limit.getNumericalAmount().multiply(BigDecimal.valueOf(share));
        return Math.max(LEAST, bytes.divideToIntegralValue(MEGABYTE).longValueExact());
    }
}
