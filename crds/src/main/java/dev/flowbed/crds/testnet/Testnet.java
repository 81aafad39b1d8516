package dev.flowbed.crds.testnet;

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

/** A whole Alephium network. */
@Group("flowbed.dev")
@Version("v1alpha1")
@Kind("Testnet")
@Plural("testnets")
@Singular("testnet")
@ShortNames("tn")
@Categories("flowbed")
@ValidationRule(
        value = "size(self.metadata.name) <= 36",
        message =
                "metadata.name must be at most 36 characters, so that the names of nodes and miner pools made from it fit 63")
@ValidationRule(value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')", message = Names.LABEL)
@ValidationRule(
        value = "!self.metadata.name.contains('mainnet')",
        message = "metadata.name must not contain 'mainnet': the official node refuses folders named so")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Nodes", jsonPath = ".status.readyNodes", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Height", jsonPath = ".status.height", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Hashrate", jsonPath = ".status.hashrate", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Client",
        jsonPath = ".spec.client",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "REST",
        jsonPath = ".status.endpoints.rest",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Expires",
        jsonPath = ".status.expiresAt",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class Testnet extends CustomResource<TestnetSpec, TestnetStatus> implements Namespaced {

    @Override
    @Required
    public TestnetSpec getSpec() {
        return super.getSpec();
    }
}
