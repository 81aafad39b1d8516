import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.alephium.flow.client.Node$;
import org.alephium.flow.core.BlockFlow;
import org.alephium.flow.validation.BlockValidation;
import org.alephium.flow.validation.BlockValidation$;
import org.alephium.flow.validation.ExistInvalidTx;
import org.alephium.flow.validation.TxValidation;
import org.alephium.flow.validation.TxValidation$;
import org.alephium.protocol.model.Block;
import org.alephium.protocol.model.Block$;
import org.alephium.protocol.model.TransactionTemplate;
import org.alephium.protocol.model.TransactionTemplate$;
import org.alephium.serde.Serde;
import org.apache.pekko.util.ByteString;
import scala.Option;
import scala.Product;
import scala.util.Either;
import scala.util.Left;
import scala.util.Right;

/**
 * The official node's chains and rules without its network: run with the official jar on the class path,
 * {@code java -cp alephium.jar OfficialChain.java HOME COMMANDS ANSWERS}. HOME holds the user.conf of the network, and gets the
 * data. COMMANDS has one command a line, its parts parted by tabs: {@code add HEX} a block that must be valid, {@code block NAME
 * HEX} all rules of blocks, {@code body NAME HEX} the rules of what a block holds, {@code submit NAME HEX} the rules of waiting
 * transactions. ANSWERS gets a line for each but the first: NAME, tab, "Valid" or the name of the rule that is broken. The last
 * line tells how many blocks were added in how many seconds, rules and storage alone.
 */
public final class OfficialChain {
    private final BlockFlow flow;
    private final BlockValidation rules;
    private final TxValidation transactionRules;
    private int added;
    private long nanos;

    private OfficialChain(BlockFlow flow) {
        this.flow = flow;
        this.rules = BlockValidation$.MODULE$.build(flow);
        this.transactionRules =
                TxValidation$.MODULE$.build(flow.brokerConfig(), flow.networkConfig(), flow.logConfig());
    }

    public static void main(String[] args) throws Exception {
        OfficialChain chain = new OfficialChain(
                (BlockFlow) Node$.MODULE$.buildBlockFlowUnsafe(Path.of(args[0])).productElement(0));
        try (BufferedReader in = Files.newBufferedReader(Path.of(args[1]), StandardCharsets.US_ASCII);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[2]), StandardCharsets.UTF_8))) {
            chain.run(in, out);
            out.println("added\t" + chain.added + "\t" + chain.nanos / 1e9);
        }
        System.exit(0);
    }

    /** Blocks that follow each other are decoded before the clock starts, as rill's are. */
    private void run(BufferedReader in, PrintWriter out) throws Exception {
        List<Block> blocks = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals("add")) {
                blocks.add((Block) decoded(Block$.MODULE$.serde(), parts[1]));
            } else {
                add(blocks);
                out.println(parts[1] + "\t" + verdict(parts[0], parts[2]));
            }
        }
        add(blocks);
    }

    private void add(List<Block> blocks) {
        long began = System.nanoTime();
        for (Block block : blocks) {
            Either<?, ?> valid = rules.validate(block, flow);
            if (valid instanceof Left<?, ?> left) {
                throw new IllegalStateException("block " + block.hash().toHexString() + ": " + left.value());
            }
            Object state = ((Right<?, ?>) valid).value();
            Either<?, ?> done = flow.add(block, (Option) state);
            if (done.isLeft()) {
                throw new IllegalStateException(String.valueOf(done));
            }
        }
        nanos += System.nanoTime() - began;
        added += blocks.size();
        blocks.clear();
    }

    private String verdict(String way, String hex) {
        try {
            return switch (way) {
                case "block" -> block((Block) decoded(Block$.MODULE$.serde(), hex));
                case "body" -> name(rules.checkBlockAfterHeader((Block) decoded(Block$.MODULE$.serde(), hex), flow));
                case "submit" -> name(transactionRules.validateMempoolTxTemplate(
                        (TransactionTemplate) decoded(TransactionTemplate$.MODULE$.serde(), hex), flow));
                default -> throw new IllegalArgumentException(way);
            };
        } catch (RuntimeException | AssertionError e) {
            return "it throws " + e.getClass().getSimpleName();
        }
    }

    private String block(Block block) {
        Either<?, ?> result = rules.validate(block, flow);
        boolean failedToRead = result instanceof Left<?, ?> left && left.value() instanceof Left<?, ?>;
        return failedToRead ? "MissingDeps" : name(result);
    }

    private static String name(Either<?, ?> result) {
        if (!(result instanceof Left<?, ?> left)) {
            return "Valid";
        }
        if (!(left.value() instanceof Right<?, ?> broken)) {
            return "it cannot read " + left.value();
        }
        return broken.value() instanceof ExistInvalidTx tx
                ? "ExistInvalidTx " + ((Product) tx.e()).productPrefix()
                : ((Product) broken.value()).productPrefix();
    }

    private static Object decoded(Serde<?> serde, String hex) {
        Either<?, ?> decoded = serde.deserialize(ByteString.fromArray(HexFormat.of().parseHex(hex)));
        if (decoded instanceof Left<?, ?> left) {
            throw new IllegalArgumentException("not decoded: " + left.value());
        }
        return ((Right<?, ?>) decoded).value();
    }
}
