package dev.flowbed.blueprint.read;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Reads texts document by document, each judged by itself. */
public final class Documents {
    private final DocumentReader reader = new DocumentReader();

    /**
     * The resources of a text that are valid, with their defaults filled in.
     *
     * @param problems where all that is wrong is added, in the order of the text
     */
    public List<Document> read(Source source, List<Problem> problems) {
        List<Document> read = new ArrayList<>();
        for (Value value : new YamlDocuments(source, problems).read()) {
            for (Value document : reader.flatten(value)) {
                Findings findings = new Findings(source.name());
                reader.read(source.name(), document, findings).ifPresent(read::add);
                problems.addAll(findings.inOrder());
            }
        }
        return read;
    }

    /** What a change of a resource that exists would break; empty when it may be made. The old one carries its defaults. */
    public List<Problem> change(HasMetadata old, Document changed) {
        return reader.change(old, changed);
    }
}
