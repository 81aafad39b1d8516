package dev.flowbed.rill.api;

import java.util.List;
import java.util.stream.Stream;

/** What the official node offers and this one not yet: each says so. */
final class LaterEndpoints {
    private LaterEndpoints() {}

    static List<Endpoint> endpoints() {
        return Stream.of(
                        "/contracts/{address}/state",
                        "/contracts/{codeHash}/code",
                        "/contracts/{address}/parent",
                        "/contracts/{address}/sub-contracts",
                        "/contracts/{address}/sub-contracts/current-count",
                        "/events/contract/{contractAddress}",
                        "/events/contract/{contractAddress}/current-count",
                        "/events/tx-id/{txId}",
                        "/events/block-hash/{blockHash}")
                .map(LaterEndpoints::get)
                .toList();
    }

    /** Blocks are exported into files of the official node's own format only. */
    static Endpoint export() {
        return Endpoint.post("/export-blocks")
                .summary("Not offered: files of blocks")
                .by(request -> {
                    throw ApiException.notOffered(
                            "rill exports no files: read blocks from /blockflow/raw-blocks instead");
                });
    }

    private static Endpoint get(String path) {
        return notYet(Endpoint.get(path));
    }

    private static Endpoint notYet(Endpoint.Builder endpoint) {
        return endpoint.summary("Not offered yet: contracts").by(request -> {
            throw ApiException.notOffered(
                    "rill does not run contracts yet: use a Testnet with client alephium for this endpoint");
        });
    }
}
