package dev.flowbed.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class OwnFieldsOnlyTest {
    private static final String OBJECT = """
            {"apiVersion": "v1", "kind": "ConfigMap",
             "metadata": {"name": "net", "managedFields": [
               {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:a": {}}},
                "manager": "flowbed", "operation": "Apply", "time": "2026-11-21T08:00:00Z"},
               {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:status": {}},
                "manager": "flowbed", "operation": "Apply", "subresource": "status"},
               {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:b": {}}},
                "manager": "kubectl", "operation": "Update"}], "uid": "1"},
             "data": {"a": "1", "b": "2"}}
            """;

    @Test
    void ofManagedFieldsOnlyWhatFlowbedAppliedIsRead() {
        ConfigMap read = read(OBJECT);

        assertThat(read.getMetadata().getManagedFields()).hasSize(1);
        ManagedFieldsEntry own = read.getMetadata().getManagedFields().get(0);
        assertThat(own.getOperation()).isEqualTo("Apply");
        assertThat(own.getFieldsV1().getAdditionalProperties()).containsOnlyKeys("f:data");
    }

    @Test
    void theRestOfAnObjectIsReadAsEver() {
        ConfigMap read = read(OBJECT);

        assertThat(read.getMetadata().getName()).isEqualTo("net");
        assertThat(read.getMetadata().getUid()).isEqualTo("1");
        assertThat(read.getData()).containsEntry("a", "1").containsEntry("b", "2");
        assertThat(read("{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"net\"}}")
                        .getMetadata()
                        .getManagedFields())
                .isEmpty();
    }

    private static ConfigMap read(String json) {
        ObjectMapper mapper = new ObjectMapper();
        new OwnFieldsOnly().customize(mapper);
        return new KubernetesSerialization(mapper, true).unmarshal(json, ConfigMap.class);
    }
}
