package dev.flowbed.miner.benchmark;

import java.util.Locale;

/**
 * One measurement.
 *
 * @param device {@code cpu}, or a GPU's label
 * @param description what it is
 * @param engine what hashed
 * @param threads threads of the CPU, or queues of the GPU
 * @param hertz tries a second
 * @param boundHertz tries a second that the device's integer units allow, 0 where that is not known
 * @param bound how the bound was computed
 * @param batchSeconds how long a batch took on average: a new job waits at most that long
 */
record Result(
        String device,
        String description,
        String engine,
        int threads,
        double hertz,
        double boundHertz,
        String bound,
        double batchSeconds) {

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"device\":%s,\"description\":%s,\"engine\":%s,\"threads\":%d,\"triesPerSecond\":%.0f,"
                        + "\"boundTriesPerSecond\":%.0f,\"share\":%.4f,\"bound\":%s,\"batchMilliseconds\":%.3f}",
                text(device),
                text(description),
                text(engine),
                threads,
                hertz,
                boundHertz,
                share(),
                text(bound),
                1e3 * batchSeconds);
    }

    double share() {
        return boundHertz == 0 ? 0 : hertz / boundHertz;
    }

    /** A JSON string. */
    static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (char letter : value.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ') {
                text.append(' ');
            } else {
                text.append(letter);
            }
        }
        return text.append('"').toString();
    }
}
