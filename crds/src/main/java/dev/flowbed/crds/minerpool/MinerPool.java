package dev.flowbed.crds.minerpool;

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

/** Who mines a Testnet. */
@Group("flowbed.dev")
@Version("v1alpha1")
@Kind("MinerPool")
@Plural("minerpools")
@Singular("minerpool")
@ShortNames("mp")
@Categories("flowbed")
@ValidationRule(
        value = "size(self.metadata.name) <= 52",
        message = "metadata.name must be at most 52 characters, so that the names made from it (pods, Services) fit 63")
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
@AdditionalPrinterColumn(
        name = "Wanted",
        jsonPath = ".status.desiredReplicas",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Mining",
        jsonPath = ".status.readyReplicas",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Hashrate", jsonPath = ".status.hashrate", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Lost",
        jsonPath = ".status.interruptions.lost",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "GPU-hours",
        jsonPath = ".status.usage.gpuHours",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Accepted",
        jsonPath = ".status.acceptedBlocks",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Rejected",
        jsonPath = ".status.rejectedBlocks",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Opens",
        jsonPath = ".status.window.nextStart",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Closes",
        jsonPath = ".status.window.nextEnd",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class MinerPool extends CustomResource<MinerPoolSpec, MinerPoolStatus> implements Namespaced {

    @Override
    @Required
    public MinerPoolSpec getSpec() {
        return super.getSpec();
    }
}
