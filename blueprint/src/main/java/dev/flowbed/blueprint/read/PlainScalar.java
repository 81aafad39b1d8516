package dev.flowbed.blueprint.read;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an unquoted YAML text stands for, with YAML 1.1's words as Kubernetes' tools read them: {@code on} is true. */
final class PlainScalar {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern BASED = Pattern.compile("[-+]?0(x[0-9a-fA-F_]+|b[01_]+|o?[0-7_]+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private PlainScalar() {}

    static @Nullable Object resolve(String text) {
        if (NULL.contains(text)) {
            return null;
        } else if (TRUE.contains(text)) {
            return true;
        } else if (FALSE.contains(text)) {
            return false;
        } else if (DECIMAL.matcher(text).matches()) {
            return number(new BigInteger(digits(text)));
        } else if (BASED.matcher(text).matches()) {
            return number(based(digits(text)));
        } else if (FLOAT.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return text;
    }

    private static String digits(String text) {
        String digits = text.replace("_", "");
        return digits.startsWith("+") ? digits.substring(1) : digits;
    }

    private static BigInteger based(String digits) {
        boolean negative = digits.startsWith("-");
        String body = digits.substring(negative ? 2 : 1);
        BigInteger number = switch (body.charAt(0)) {
            case 'x' -> new BigInteger(body.substring(1), 16);
            case 'b' -> new BigInteger(body.substring(1), 2);
            case 'o' -> new BigInteger(body.substring(1), 8);
            default -> new BigInteger(body, 8);
        };
        return negative ? number.negate() : number;
    }

    private static Object number(BigInteger number) {
        boolean fits = number.compareTo(LEAST) >= 0 && number.compareTo(GREATEST) <= 0;
        return fits ? (Object) number.longValue() : number;
    }
}
