package dev.flowbed.operator.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What fabric8's API server in memory lacks and the operator is built upon: server-side apply with managed fields, a discovery that
 * says of kinds whether they are there, and a record of what was written.
 */
final class ApplyingDispatcher extends KubernetesCrudDispatcher {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern DISCOVERY = Pattern.compile("/apis?/[^/]+(/[^/?]+)?");
    private static final Pattern MANAGER = Pattern.compile("[?&]fieldManager=([^&]*)");
    private static final String STATUS = "/status";

    private final String installed;
    private final List<String> writes;

    /**
     * @param installed answer of the discovery for one API group and version that is there; all others are not
     * @param writes where what was written is recorded, such as {@code PATCH /api/v1/...}
     */
    ApplyingDispatcher(String installed, List<String> writes) {
        this.installed = installed;
        this.writes = writes;
    }

    @Override
    public MockResponse handleGet(String path) {
        if (DISCOVERY.matcher(path).matches()) {
            boolean there = installed.contains("\"" + path.replaceFirst("/apis?/", "") + "\"");
            return there ? new MockResponse().setResponseCode(200).setBody(installed) : notFound();
        }
        return super.handleGet(path);
    }

    @Override
    public synchronized MockResponse handleCreate(RecordedRequest request) {
        writes.add("POST " + request.getPath());
        return super.handleCreate(request);
    }

    @Override
    public synchronized MockResponse handleUpdate(RecordedRequest request) {
        writes.add("PUT " + request.getPath());
        return super.handleUpdate(request);
    }

    @Override
    public synchronized MockResponse handleDelete(String path) {
        writes.add("DELETE " + path);
        return super.handleDelete(path);
    }

    @Override
    public synchronized MockResponse handlePatch(RecordedRequest request) {
        writes.add("PATCH " + request.getPath());
        return String.valueOf(request.getHeader("Content-Type")).contains("apply-patch")
                ? apply(request)
                : super.handlePatch(request);
    }

    private MockResponse apply(RecordedRequest request) {
        String path = request.getPath().replaceFirst("\\?.*", "");
        ObjectNode applied = (ObjectNode) read(request.getUtf8Body());
        boolean status = path.endsWith(STATUS);
        String object = status ? path.substring(0, path.length() - STATUS.length()) : path;
        MockResponse found = super.handleGet(object);
        if (found.code() != HttpURLConnection.HTTP_OK) {
            return status ? found : create(object, applied, manager(request));
        }
        ObjectNode live =
                (ObjectNode) read(new String(found.getBody().getBytes(), java.nio.charset.StandardCharsets.UTF_8));
        ObjectNode result = live.deepCopy();
        if (status) {
            result.set("status", applied.get("status"));
        } else {
            merge(result, applied, manager(request));
        }
        return result.equals(live)
                ? new MockResponse().setResponseCode(200).setBody(live.toString())
                : super.handleUpdate(sent(HttpMethod.PUT, path, result, request));
    }

    private MockResponse create(String object, ObjectNode applied, String manager) {
        managedFields(applied).add(entry(manager, applied.path("apiVersion").asText(), FieldSet.of(without(applied))));
        String collection = object.substring(0, object.lastIndexOf('/'));
        MockResponse made = super.handleCreate(sent(HttpMethod.POST, collection, applied, null));
        return made.code() == HttpURLConnection.HTTP_OK ? made.setResponseCode(HttpURLConnection.HTTP_CREATED) : made;
    }

    private static void merge(ObjectNode result, ObjectNode applied, String manager) {
        FieldSet now = FieldSet.of(applied);
        ArrayNode managers = managedFields(result);
        Optional<ObjectNode> own = Optional.empty();
        for (JsonNode entry : managers) {
            if (entry.path("manager").asText().equals(manager)) {
                own = Optional.of((ObjectNode) entry);
            }
        }
        own.ifPresent(before -> new FieldSet((ObjectNode) before.get("fieldsV1")).removeAllBut(now, result));
        overlay(result, applied);
        if (own.isPresent()) {
            own.get().set("fieldsV1", now.fields());
        } else {
            managers.add(entry(manager, applied.path("apiVersion").asText(), now));
        }
        ((ObjectNode) result.get("metadata")).set("managedFields", managers);
    }

    private static void overlay(ObjectNode below, ObjectNode above) {
        above.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode upper && below.get(field.getKey()) instanceof ObjectNode lower) {
                overlay(lower, upper);
            } else {
                below.set(field.getKey(), field.getValue());
            }
        });
    }

    private static ArrayNode managedFields(ObjectNode object) {
        return object.withObjectProperty("metadata").withArrayProperty("managedFields");
    }

    private static ObjectNode without(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObjectProperty("metadata").remove("managedFields");
        return copy;
    }

    private static ObjectNode entry(String manager, String apiVersion, FieldSet fields) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", manager);
        entry.put("operation", "Apply");
        entry.put("apiVersion", apiVersion);
        entry.put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", fields.fields());
        return entry;
    }

    private static String manager(RecordedRequest request) {
        Matcher matcher = MANAGER.matcher(request.getPath());
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static RecordedRequest sent(HttpMethod method, String path, JsonNode body, @Nullable RecordedRequest like) {
        var headers =
                like == null ? io.fabric8.mockwebserver.http.Headers.builder().build() : like.getHeaders();
        return new RecordedRequest(
                "HTTP/1.1",
                method,
                path,
                headers,
                new Buffer(body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static MockResponse notFound() {
        return new MockResponse().setResponseCode(HttpURLConnection.HTTP_NOT_FOUND);
    }

    private static JsonNode read(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("neither JSON nor YAML: " + text, e);
        }
    }
}
