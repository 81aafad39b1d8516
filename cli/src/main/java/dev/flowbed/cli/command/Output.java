package dev.flowbed.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -o}: how what a command found is written for programs. */
public final class Output {
    /** The forms that programs read. */
    public enum Format {
        json,
        yaml
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Print for programs: ${COMPLETION-CANDIDATES}.")
    private @Nullable Format format;

    /** Whether a program reads along. */
    public boolean isForPrograms() {
        return format != null;
    }

    /** A value in the form that was asked for, JSON if none was. */
    public String text(Object value) throws IOException {
        ObjectMapper mapper = format == Format.yaml
                ? YAMLMapper.builder()
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .build()
                : JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build();
        mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL);
        return mapper.writeValueAsString(value).stripTrailing();
    }
}
