package dev.flowbed.operator.kube;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request to the API server as its authorization sees it
 * (apiserver/pkg/endpoints/request/requestinfo.go).
 *
 * @param verb such as get, list, watch or patch
 * @param group the API group; empty for the core group
 * @param resource the plural, with the subresource after a slash
 */
public record ApiRequest(String verb, String group, String resource) {

    /** What a request asks for; empty for what is no resource, such as the discovery of kinds. */
    public static Optional<ApiRequest> of(String method, URI uri) {
        List<String> path = new ArrayList<>(Arrays.stream(uri.getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList());
        boolean core = !path.isEmpty() && path.get(0).equals("api");
        boolean named = !path.isEmpty() && path.get(0).equals("apis");
        // api/VERSION/... or apis/GROUP/VERSION/...
        int head = core ? 2 : 3;
        if (!(core || named) || path.size() <= head) {
            return Optional.empty();
        }
        String group = core ? "" : path.get(1);
        List<String> rest = path.subList(head, path.size());
        if (rest.get(0).equals("namespaces") && rest.size() > 2) {
            rest = rest.subList(2, rest.size());
        }
        boolean one = rest.size() > 1;
        String resource = rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0);
        return Optional.of(new ApiRequest(verb(method, one, uri.getQuery()), group, resource));
    }

    private static String verb(String method, boolean one, String query) {
        boolean watch = query != null && Arrays.asList(query.split("&")).contains("watch=true");
        return switch (method.toUpperCase(Locale.ROOT)) {
            case "GET", "HEAD" -> watch ? "watch" : one ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }
}
