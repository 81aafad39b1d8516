package dev.flowbed.crds.schema;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;

/**
 * Makes lists of an object maps by some of their fields, so that parts of them can have several owners and no key comes
 * twice. The input names them: {@code conditions=type chains=fromGroup,toGroup}.
 */
public final class MapLists implements SchemaCustomizer.Customizer {

    @Override
    public JSONSchemaProps apply(JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
        for (String list : input.split(" ", -1)) {
            int equals = list.indexOf('=');
            String name = list.substring(0, equals);
            JSONSchemaProps property =
                    Objects.requireNonNull(schema.getProperties().get(name), name);
            property.setXKubernetesListType("map");
            property.setXKubernetesListMapKeys(
                    List.of(list.substring(equals + 1).split(",", -1)));
        }
        return schema;
    }
}
