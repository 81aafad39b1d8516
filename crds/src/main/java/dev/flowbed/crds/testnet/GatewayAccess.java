package dev.flowbed.crds.testnet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.flowbed.crds.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** HTTPRoutes at a Gateway for REST and WebSocket: broker 0 at the host, broker b at b{b}-{host}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayAccess(
        @Required
        @Pattern(Patterns.HOST)
        @Size(max = 240)
        @JsonPropertyDescription("The name that clients use, such as testnet.example.org.")
        String host,

        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The Gateway that routes it.")
        String gatewayName,

        @Size(max = 63) @JsonPropertyDescription("The namespace of the Gateway; absent: the Testnet's.") @Nullable
        String gatewayNamespace,

        @Size(max = 253) @JsonPropertyDescription("The listener of the Gateway; absent: each that fits.") @Nullable
        String sectionName) {}
