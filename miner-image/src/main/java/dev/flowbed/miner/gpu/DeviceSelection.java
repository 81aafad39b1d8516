package dev.flowbed.miner.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the devices that a process sees are mined on.
 *
 * @param text how the user said it
 * @param ranges none for all devices
 */
public record DeviceSelection(String text, List<Range> ranges) {
    /** All devices. */
    public static final DeviceSelection ALL = new DeviceSelection("all", List.of());

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    /** Devices from a first to a last, both included. */
    public record Range(int first, int last) {}

    /** Reads {@code all}, or numbers and ranges such as {@code 0,2-3}; {@link IllegalArgumentException} for others. */
    public static DeviceSelection parse(String text) {
        if (text.equals(ALL.text)) {
            return ALL;
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part + "' is neither a device's number nor a range of them");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException("the range '" + part + "' ends before it begins");
            }
            ranges.add(new Range(first, last));
        }
        return new DeviceSelection(text, List.copyOf(ranges));
    }

    /**
     * The numbers of the selected devices, in order, each once.
     *
     * @param count how many devices there are
     * @throws IllegalArgumentException if a selected one is not there
     */
    public List<Integer> of(int count) {
        TreeSet<Integer> numbers = new TreeSet<>();
        List<Range> wanted = ranges.isEmpty() ? List.of(new Range(0, count - 1)) : ranges;
        for (Range range : wanted) {
            for (int number = range.first; number <= range.last; number++) {
                if (number >= count) {
                    throw new IllegalArgumentException("there is no device " + number + " among "
                            + (count == 1 ? "the 1 device that is seen" : "the " + count + " devices that are seen")
                            + ", which " + (count == 1 ? "is number 0" : "are numbered from 0 to " + (count - 1)));
                }
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }
}
