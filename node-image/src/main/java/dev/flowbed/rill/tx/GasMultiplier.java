package dev.flowbed.rill.tx;

/**
 * How much more gas a script gets than it was seen to use, since the state may change until it runs
 * (flow/.../GasEstimationMultiplier.scala).
 *
 * @param hundredths of the estimate: 100 to 200
 */
public record GasMultiplier(int hundredths) {
    /** The estimate as it is. */
    public static final GasMultiplier ONE = new GasMultiplier(100);

    /** From a number as a request gives it; a bad request outside 1.0 to 2.0 or with more than two decimals. */
    public static GasMultiplier of(double value) {
        if (!(value >= 1.0 && value <= 2.0)) {
            throw TxBuildException.badRequest("Invalid gas estimation multiplier, expected a value between [1.0, 2.0]");
        }
        String text = Double.toString(value);
        if (text.length() - text.indexOf('.') - 1 > 2) {
            throw TxBuildException.badRequest(
                    "Invalid gas estimation multiplier precision, maximum allowed precision is 2");
        }
        return new GasMultiplier((int) (value * 100));
    }

    int times(int gas) {
        return gas * hundredths / 100;
    }
}
