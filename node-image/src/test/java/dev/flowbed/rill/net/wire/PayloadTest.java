package dev.flowbed.rill.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.BlockHash;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.BlockHeader;
import dev.flowbed.alephium.model.ChainIndex;
import dev.flowbed.alephium.model.Target;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadTest {
    private static final WireFrame FRAMES = WireFrame.ofNetwork(4);
    private static final PayloadReader READER = new PayloadReader(4);
    private static final PayloadWriter WRITER = new PayloadWriter(FRAMES);
    private static final CliqueKey KEY = new CliqueKey(PrivateKey.fromHex("11".repeat(32)));
    private static final BlockHash HASH = BlockHash.fromHex("ab".repeat(32));
    private static final Hash ID = Hash.fromHex("cd".repeat(32));
    private static final ChainIndex CHAIN = new ChainIndex(2, 3);
    private static final BlockHeader HEADER = new BlockHeader(
            Bytes.wrap(new byte[24]), 0, Collections.nCopies(7, HASH), ID, ID, 1_700_000_000_000L, Target.MAX);

    static List<Payload> payloads() {
        Payload.ChainTransactions transactions = new Payload.ChainTransactions(CHAIN, List.of(ID, ID));
        HeightRange range = new HeightRange(CHAIN, 128, 2048, 128);
        return List.of(
                KEY.hello("rill/v4.6.0/Linux/p2p-v2", 1_700_000_000_000L, new InterBrokerInfo(KEY.id(), 1, 2)),
                new Payload.Ping(-1, 5),
                new Payload.Pong(1 << 30),
                new Payload.BlocksRequest(7, List.of(HASH)),
                new Payload.BlocksResponse(7, List.of()),
                new Payload.HeadersRequest(100, List.of(HASH, HASH)),
                new Payload.HeadersResponse(100, List.of(HEADER)),
                new Payload.InvRequest(1, List.of(List.of(HASH), List.of())),
                new Payload.InvResponse(1, List.of(List.of(), List.of(HASH))),
                new Payload.NewHeader(HEADER),
                new Payload.NewInv(List.of(List.of(HASH))),
                new Payload.NewBlockHash(HASH),
                new Payload.NewTxHashes(List.of(transactions)),
                new Payload.TxsRequest(3, List.of(transactions)),
                new Payload.TxsResponse(3, List.of()),
                new Payload.ChainState(List.of(new ChainTip(HASH, 40, BigInteger.ONE.shiftLeft(70)))),
                new Payload.HeadersByHeightsRequest(9, List.of(range)),
                new Payload.HeadersByHeightsResponse(9, List.of(List.of(HEADER), List.of())),
                new Payload.BlocksAndUnclesByHeightsRequest(9, List.of(range, range)),
                new Payload.BlocksAndUnclesByHeightsResponse(9, List.of(List.of())));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void comesBackAsItWasSent(Payload payload) {
        List<byte[]> data = new ArrayList<>();
        new FrameReader(FRAMES, 1 << 20).push(WRITER.write(payload), data::add);
        assertThat(data).hasSize(1);
        assertThat(READER.read(data.get(0))).isEqualTo(payload);
    }

    @Test
    void hasTheOfficialBytes() {
        // magic of network 4, checksum, length 14, wire version 1.0.0, code 1, id 5 and a time
        String ping = HexFormat.of().formatHex(WRITER.write(new Payload.Ping(5, 0x0102030405060708L)));
        assertThat(ping).startsWith("0b80b7ca").endsWith("0000000e" + "80010000" + "01" + "05" + "0102030405060708");
    }

    @Test
    void refusesWhatIsNotWhole() {
        byte[] frame = WRITER.write(new Payload.NewBlockHash(HASH));
        byte[] longer = new byte[frame.length - WireFrame.HEADER_LENGTH + 1];
        System.arraycopy(frame, WireFrame.HEADER_LENGTH, longer, 0, longer.length - 1);
        assertThatThrownBy(() -> READER.read(longer))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("end");
        byte[] unknown = {(byte) 0x80, 1, 0, 0, 21};
        assertThatThrownBy(() -> READER.read(unknown)).hasMessageContaining("payload code below 21, found 21");
        byte[] version = {(byte) 0x80, 2, 0, 0, 1};
        assertThatThrownBy(() -> READER.read(version)).hasMessageContaining("wire version");
    }

    @Test
    void knowsAGenuineGreeting() {
        InterBrokerInfo broker = new InterBrokerInfo(KEY.id(), 0, 1);
        Payload.Hello hello = KEY.hello("x", 1, broker);
        assertThat(CliqueKey.isGenuine(hello)).isTrue();
        Payload.Hello forged = new Payload.Hello("x", 1, new InterBrokerInfo(KEY.id(), 1, 2), hello.signature());
        assertThat(CliqueKey.isGenuine(forged)).isFalse();
    }

    @Test
    void cutsAStreamIntoFramesWhateverPiecesItComesIn() {
        byte[] one = WRITER.write(new Payload.Ping(1, 1));
        byte[] two = WRITER.write(new Payload.NewBlockHash(HASH));
        byte[] stream = new byte[one.length + two.length];
        System.arraycopy(one, 0, stream, 0, one.length);
        System.arraycopy(two, 0, stream, one.length, two.length);
        for (int piece = 1; piece <= stream.length; piece++) {
            FrameReader reader = new FrameReader(FRAMES, 1000);
            List<byte[]> data = new ArrayList<>();
            for (int at = 0; at < stream.length; at += piece) {
                reader.push(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece)), data::add);
            }
            assertThat(data).hasSize(2);
        }
    }

    @Test
    void refusesFramesOfOtherNetworksTooLongOnesAndBrokenOnes() {
        byte[] frame = WRITER.write(new Payload.Ping(1, 1));
        assertThatThrownBy(() -> new FrameReader(WireFrame.ofNetwork(5), 1000).push(frame, d -> {}))
                .hasMessageContaining("magic");
        assertThatThrownBy(() -> new FrameReader(FRAMES, 10).push(frame, d -> {}))
                .hasMessageContaining("5 to 10 bytes, found 14");
        frame[frame.length - 1] ^= 1;
        assertThatThrownBy(() -> new FrameReader(FRAMES, 1000).push(frame, d -> {}))
                .hasMessageContaining("checksum");
    }

    @Test
    void formationAndDiscoveryComeBackAsTheyWereSent() throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("10.1.2.3"), 9973);
        CliqueMember member = new CliqueMember(1, 2, Optional.of(address), address, 12973, 10973);
        CliqueDescription clique = new CliqueDescription(KEY.id(), List.of(member, member), 2, KEY.secret());
        for (FormationMessage message : List.of(
                new FormationMessage.Join(member),
                new FormationMessage.Formed(clique),
                new FormationMessage.Ack(1),
                new FormationMessage.Ready())) {
            byte[] frame = message.frame();
            assertThat(FormationMessage.read(Arrays.copyOfRange(frame, 4, frame.length)))
                    .isEqualTo(message);
        }
        assertThat(clique.toString()).doesNotContain("11".repeat(32));

        DiscoveryCodec codec = new DiscoveryCodec(FRAMES, KEY);
        BrokerInfo self = new BrokerInfo(clique.broker(1), address);
        for (DiscoveryMessage message : List.of(
                new DiscoveryMessage.Ping(ID, Optional.of(self)),
                new DiscoveryMessage.Ping(ID, Optional.empty()),
                new DiscoveryMessage.Pong(ID, self),
                new DiscoveryMessage.FindNode(KEY.id()),
                new DiscoveryMessage.Neighbors(List.of(self, self)))) {
            assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
        }
        CliqueKey other = new CliqueKey(PrivateKey.fromHex("22".repeat(32)));
        byte[] forged = new DiscoveryCodec(FRAMES, other).encode(new DiscoveryMessage.Pong(ID, self));
        assertThatThrownBy(() -> codec.decode(forged)).hasMessageContaining("signature");
    }
}
