package dev.flowbed.alephium.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.mining.MiningMessage.Jobs;
import dev.flowbed.alephium.mining.MiningMessage.SubmitBlock;
import dev.flowbed.alephium.mining.MiningMessage.SubmitResult;
import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiningMessageTest {
    private static final MiningJob JOB =
            new MiningJob(new ChainIndex(2, 1), Bytes.fromHex("aabb"), MiningJob.NO_TXS, BigInteger.valueOf(0xff00), 7);

    @Test
    void jobsAreFramedByteForByte() {
        assertThat(Bytes.wrap(MiningMessage.frame(new Jobs(List.of(JOB)))).hex())
                .isEqualTo("00000024" + "01" + "00" + "00000001" + "00000002" + "00000001" + "00000002aabb"
                        + "0000000100" + "0000000300ff00" + "00000007");
    }

    @Test
    void aFoundBlockIsNonceHeaderAndTransactions() {
        Bytes nonce = Bytes.wrap(new byte[24]);
        assertThat(Bytes.wrap(MiningMessage.frame(new SubmitBlock(JOB.blockBlob(nonce))))
                        .hex())
                .isEqualTo("00000021" + "01" + "00" + "0000001b" + "00".repeat(24) + "aabb" + "00");
    }

    @Test
    void everyMessageComesBack() {
        Jobs jobs = new Jobs(List.of(JOB, JOB));
        SubmitResult result = new SubmitResult(new ChainIndex(0, 3), BlockHash.ZERO, true);
        SubmitBlock block = new SubmitBlock(Bytes.fromHex("0102"));
        assertThat(MiningMessage.fromNode(body(jobs))).isEqualTo(jobs);
        assertThat(MiningMessage.fromNode(body(result))).isEqualTo(result);
        assertThat(MiningMessage.fromMiner(body(block))).isEqualTo(block);
    }

    private static byte[] body(MiningMessage message) {
        byte[] frame = MiningMessage.frame(message);
        return Arrays.copyOfRange(frame, 4, frame.length);
    }

    @Test
    void otherVersionsAndTypesAreRefused() {
        assertThatThrownBy(() -> MiningMessage.fromNode(new byte[] {2, 0}))
                .hasMessageContaining("Invalid mining protocol version: got 2, expect 1");
        assertThatThrownBy(() -> MiningMessage.fromNode(new byte[] {1, 9}))
                .hasMessageContaining("Invalid server message code: 9");
        assertThatThrownBy(() -> MiningMessage.fromMiner(new byte[] {1, 1}))
                .hasMessageContaining("Invalid client message code: 1");
    }

    @Test
    void framesAreCutFromWhateverPiecesArrive() {
        byte[] one = MiningMessage.frame(new SubmitBlock(Bytes.fromHex("0102")));
        FrameBuffer buffer = new FrameBuffer(1 << 20);
        for (byte b : one) {
            assertThat(buffer.next()).isEmpty();
            buffer.append(new byte[] {b}, 0, 1);
        }
        buffer.append(one, 0, one.length);
        buffer.append(one, 0, 3);
        assertThat(buffer.next()).isPresent();
        assertThat(buffer.next()).isPresent();
        assertThat(buffer.next()).isEmpty();
    }

    @Test
    void aFrameOfImpossibleLengthIsRefused() {
        FrameBuffer buffer = new FrameBuffer(100);
        buffer.append(new byte[] {0, 0, 1, 0}, 0, 4);
        assertThatThrownBy(buffer::next).isInstanceOf(FormatException.class).hasMessageContaining("at most 100");
    }
}
