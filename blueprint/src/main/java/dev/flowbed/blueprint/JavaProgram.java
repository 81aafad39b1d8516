package dev.flowbed.blueprint;

import java.util.List;
import java.util.Map;

/**
 * How a Java program is started where the workload runs.
 *
 * @param java the java command
 * @param jar the program's jar
 * @param options options that the place calls for, such as a class-data archive
 * @param environment environment that the place calls for
 */
public record JavaProgram(String java, String jar, List<String> options, Map<String, String> environment) {
    public JavaProgram {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }
}
