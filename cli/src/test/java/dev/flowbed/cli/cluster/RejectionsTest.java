package dev.flowbed.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.cli.cluster.ClusterFailure.Kind;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private final Rejections rejections = new Rejections("https://10.0.0.1:6443", "context dev");

    @Test
    void aClusterThatCannotBeReachedIsNamedWithItsContext() {
        KubernetesClientException e =
                new KubernetesClientException("Operation", new IOException(new ConnectException("Connection refused")));
        assertThat(rejections.of(e, "list Testnets"))
                .hasMessage("the cluster at https://10.0.0.1:6443 (context dev) cannot be reached: Connection refused");
    }

    @Test
    void aMissingPermissionIsSpelt() {
        ClusterFailure failure = of(
                403,
                status("testnets.flowbed.dev \"net\" is forbidden: User \"eve\" cannot patch resource"
                        + " \"testnets\" in API group \"flowbed.dev\" in the namespace \"dev\""));
        assertThat(failure)
                .hasMessage(
                        "cannot apply Testnet net: this user may not patch \"testnets\" in API group \"flowbed.dev\" in"
                                + " the namespace \"dev\"");
        assertThat(failure.details()).first().asString().contains("User \"eve\"");
    }

    @Test
    void aUsedUpQuotaIsNoMissingPermission() {
        ClusterFailure failure = of(403, status("testnets.flowbed.dev \"net\" is forbidden: exceeded quota: few"));
        assertThat(failure).hasMessage("cannot apply Testnet net: the namespace's quota is used up");
    }

    @Test
    void missingDefinitionsAreToldWithTheWayToInstallThem() {
        ClusterFailure failure = of(404, status("the server could not find the requested resource"));
        assertThat(failure).hasMessageStartingWith("Flowbed is not installed in the cluster at https://10.0.0.1:6443");
        assertThat(failure.details()).anyMatch(line -> line.contains("helm install"));
    }

    @Test
    void aMissingNamespaceIsToldWithTheWayToMakeIt() {
        Status status = new StatusBuilder(status("namespaces \"dev\" not found"))
                .withNewDetails()
                .withKind("namespaces")
                .withName("dev")
                .endDetails()
                .build();
        ClusterFailure failure = of(404, status);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure).hasMessage("there is no namespace dev in the cluster at https://10.0.0.1:6443");
    }

    @Test
    void aRefusedFieldIsNamedWithItsRule() {
        Status status = new StatusBuilder(status("Testnet \"net\" is invalid"))
                .withNewDetails()
                .withName("net")
                .addNewCause("spec.shards", "must divide the number of groups evenly", "FieldValueInvalid")
                .endDetails()
                .build();
        ClusterFailure failure = of(422, status);
        assertThat(failure.kind()).isEqualTo(Kind.INVALID);
        assertThat(failure.details()).containsExactly("spec.shards: must divide the number of groups evenly");
    }

    @Test
    void aConflictNamesTheFieldAndItsOwner() {
        Status status = new StatusBuilder(status("Apply failed with 1 conflict"))
                .withNewDetails()
                .addNewCause(
                        ".spec.cliques", "conflict with \"helm\" using flowbed.dev/v1alpha1", "FieldManagerConflict")
                .endDetails()
                .build();
        assertThat(of(409, status).details())
                .containsExactly(
                        "spec.cliques: conflict with \"helm\" using flowbed.dev/v1alpha1",
                        "--force-conflicts takes these fields over.");
    }

    private static Status status(String message) {
        return new StatusBuilder().withMessage(message).build();
    }

    private ClusterFailure of(int code, Status status) {
        return rejections.of(new KubernetesClientException(status.getMessage(), code, status), "apply Testnet net");
    }
}
