package dev.flowbed.blueprint.read;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compiles and runs the CEL of the schemas; each expression is compiled when it is first needed. */
final class CelPrograms {
    private static final CelOptions OPTIONS = CelOptions.current().build();

    private final Map<String, CelRuntime.Program> compiled = new HashMap<>();
    private @Nullable CelCompiler compiler;
    private @Nullable CelRuntime runtime;

    /** Compiles expressions beforehand, beside whatever else is to do: CEL is slow to get going. */
    void compileAhead(Supplier<List<String>> expressions) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (String expression : expressions.get()) {
                            program(expression);
                        }
                    } catch (CelEvaluationException e) {
                        // whoever needs the expression meets the same error, with somebody to tell
                    }
                },
                "cel");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether a rule holds. One that cannot be evaluated does not hold, as on the API server. */
    boolean holds(String rule, @Nullable Object self, @Nullable Object oldSelf) {
        try {
            return Boolean.TRUE.equals(evaluate(rule, self, oldSelf));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    /** The text that a message expression gives; empty when it cannot be evaluated. */
    Optional<String> text(String expression, @Nullable Object self, @Nullable Object oldSelf) {
        try {
            return evaluate(expression, self, oldSelf) instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    private Object evaluate(String expression, @Nullable Object self, @Nullable Object oldSelf)
            throws CelEvaluationException {
        Map<String, Object> variables = new HashMap<>();
        if (self != null) {
            variables.put("self", self);
        }
        if (oldSelf != null) {
            variables.put("oldSelf", oldSelf);
        }
        return program(expression).eval(variables);
    }

    private synchronized CelRuntime.Program program(String expression) throws CelEvaluationException {
        CelRuntime.Program program = compiled.get(expression);
        if (program == null) {
            program = compile(expression);
            compiled.put(expression, program);
        }
        return program;
    }

    private CelRuntime.Program compile(String expression) throws CelEvaluationException {
        if (compiler == null || runtime == null) {
            compiler = CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("self", SimpleType.DYN)
                    .addVar("oldSelf", SimpleType.DYN)
                    .build();
            runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .build();
        }
        try {
            return runtime.createProgram(compiler.compile(expression).getAst());
        } catch (CelValidationException e) {
            throw new IllegalStateException("a rule of the schema is not CEL: " + expression, e);
        }
    }
}
