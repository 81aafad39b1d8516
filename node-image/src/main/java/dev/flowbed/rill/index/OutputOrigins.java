package dev.flowbed.rill.index;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Block;
import dev.flowbed.alephium.model.Transaction;
import dev.flowbed.alephium.model.TxOutputRef;
import dev.flowbed.rill.store.Store;
import dev.flowbed.rill.store.StoreBatch;
import dev.flowbed.rill.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which transaction made an output, and in which blocks (vm/nodeindexes/TxOutputRefIndexStorage.scala). An output is known as
 * soon as its block is; the official node knows it when a world state takes it in.
 */
public final class OutputOrigins {
    private final Store store;

    OutputOrigins(Store store) {
        this.store = store;
    }

    /**
     * Where an output comes from.
     *
     * @param transaction the transaction that made it
     * @param places where that stands; several when blocks of different forks have it
     */
    public record Origin(Hash transaction, List<Place> places) {
        private static Origin read(ByteReader in) {
            return new Origin(Hash.read(in), in.vector(Place::read));
        }

        private byte[] encode() {
            return new ByteWriter().raw(transaction.toArray()).vector(places).toByteArray();
        }
    }

    /**
     * An output of a block.
     *
     * @param block the block
     * @param transaction the index of its transaction in the block
     * @param output the index of the output in the transaction
     */
    public record Place(BlockHash block, int transaction, int output) implements Encodable {
        private static Place read(ByteReader in) {
            return new Place(BlockHash.read(in), in.int32(), in.int32());
        }

        @Override
        public void write(ByteWriter out) {
            block.write(out);
            out.int32(transaction).int32(output);
        }
    }

    /** Stages the outputs of a block. */
    void stage(StoreBatch batch, Block block) {
        for (int index = 0; index < block.transactions().size(); index++) {
            Transaction transaction = block.transactions().get(index);
            int outputs = transaction.unsigned().fixedOutputs().size()
                    + transaction.generatedOutputs().size();
            for (int output = 0; output < outputs; output++) {
                Hash key = TxOutputRef.keyOf(transaction.id(), output);
                List<Place> places =
                        new ArrayList<>(find(key).map(Origin::places).orElse(List.of()));
                places.add(new Place(block.hash(), index, output));
                batch.put(Table.OUTPUT, key.toArray(), new Origin(transaction.id(), places).encode());
            }
        }
    }

    /** The origin of an output that is in any block. */
    public Optional<Origin> find(Hash outputKey) {
        return Optional.ofNullable(store.get(Table.OUTPUT, outputKey.toArray()))
                .map(bytes -> ByteReader.readAll(bytes, Origin::read));
    }
}
