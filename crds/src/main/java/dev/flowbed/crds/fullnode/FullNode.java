package dev.flowbed.crds.fullnode;

import dev.flowbed.crds.schema.Names;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One broker process of a Testnet. */
@Group("flowbed.dev")
@Version("v1alpha1")
@Kind("FullNode")
@Plural("fullnodes")
@Singular("fullnode")
@ShortNames("fn")
@Categories("flowbed")
@ValidationRule(
        value = "size(self.metadata.name) <= 50",
        message =
                "metadata.name must be at most 50 characters, so that the names made from it (pods, revisions, Services) fit 63")
@ValidationRule(value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')", message = Names.LABEL)
@AdditionalPrinterColumn(
        name = "Testnet",
        jsonPath = ".spec.testnetRef.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Synced", jsonPath = ".status.synced", type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Height", jsonPath = ".status.height", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Peers", jsonPath = ".status.peers", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Restarts", jsonPath = ".status.restarts", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Version",
        jsonPath = ".status.version",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class FullNode extends CustomResource<FullNodeSpec, FullNodeStatus> implements Namespaced {

    @Override
    @Required
    public FullNodeSpec getSpec() {
        return super.getSpec();
    }
}
