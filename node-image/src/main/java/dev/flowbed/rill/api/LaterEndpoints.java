package dev.flowbed.rill.api;

/** What the official node offers and this one not: each says so. */
final class LaterEndpoints {
    private LaterEndpoints() {}

    /** Blocks are exported into files of the official node's own format only. */
    static Endpoint export() {
        return Endpoint.post("/export-blocks")
                .summary("Not offered: files of blocks")
                .by(request -> {
                    throw ApiException.notOffered(
                            "rill exports no files: read blocks from /blockflow/raw-blocks instead");
                });
    }
}
