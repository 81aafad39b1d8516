package dev.flowbed.rill.official;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.flowbed.alephium.model.ChainIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks two nodes with the same chains the same questions, and notes where they differ. */
final class ChainComparison {
    private static final int MOST = 30;

    private final TwoNodes nodes;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> compared = new TreeMap<>();

    ChainComparison(TwoNodes nodes) {
        this.nodes = nodes;
    }

    /** All blocks of the best chains, with their events and transactions. */
    void blocks(TestClique official) {
        for (Map.Entry<ChainIndex, Integer> chain : official.heights().entrySet()) {
            for (int height = 1; height <= chain.getValue(); height++) {
                String where = "fromGroup=" + chain.getKey().from() + "&toGroup="
                        + chain.getKey().to();
                JsonNode hashes = TwoNodes.get(nodes.official(), "/blockflow/hashes?" + where + "&height=" + height)
                        .body();
                block(hashes.get("headers").get(0).asText());
            }
        }
    }

    private void block(String hash) {
        compare("/blockflow/blocks/", hash);
        compare("/blockflow/blocks-with-events/", hash);
        compare("/blockflow/rich-blocks/", hash);
        compare("/events/block-hash/", hash);
        JsonNode block =
                TwoNodes.get(nodes.official(), "/blockflow/blocks/" + hash).body();
        JsonNode transactions = block.get("transactions");
        for (int i = 0; i < transactions.size() - 1; i++) {
            String id = transactions.get(i).get("unsigned").get("txId").asText();
            compare("/transactions/details/", id);
            compare("/transactions/rich-details/", id);
            compare("/transactions/status?txId=", id);
            compare("/events/tx-id/", id);
        }
    }

    void contracts(Collection<String> contracts) {
        for (String contract : contracts) {
            compare("/contracts/", contract, "/state");
            compare("/contracts/", contract, "/parent");
            compare("/contracts/", contract, "/sub-contracts?start=0");
            compare("/contracts/", contract, "/sub-contracts/current-count");
            compare("/events/contract/", contract, "?start=0");
            compare("/events/contract/", contract, "/current-count");
        }
    }

    /** What addresses have by the blocks: in its mempool the official node keeps payments that lost against another one. */
    void addresses(Collection<String> addresses) {
        for (String address : addresses) {
            compare("/addresses/", address, "/balance?mempool=false");
            compare("/addresses/", address, "/utxos");
        }
    }

    /** Without unspent outputs that no state has taken in, since they may be those of a mempool. */
    private static TwoNodes.Said settled(TwoNodes.Said said) {
        if (said.body().get("utxos") instanceof ArrayNode utxos) {
            for (Iterator<JsonNode> all = utxos.iterator(); all.hasNext(); ) {
                if (all.next().get("lockTime").asLong() == 0) {
                    all.remove();
                }
            }
        }
        return said;
    }

    private void compare(String path, String of) {
        compare(path, of, "");
    }

    private void compare(String path, String of, String rest) {
        TwoNodes.Said officially = settled(TwoNodes.get(nodes.official(), path + of + rest));
        TwoNodes.Said here = settled(TwoNodes.get(nodes.rill(), path + of + rest));
        compared.merge(path + "X" + rest + (officially.isOk() ? "" : " (error)"), 1, Integer::sum);
        if (!officially.equals(here) && differences.size() < MOST) {
            differences.add(path + of + rest + "\n  official " + officially + "\n  rill     " + here);
        }
    }

    List<String> differences() {
        return differences;
    }

    @Override
    public String toString() {
        return "compared: " + compared;
    }
}
