package dev.flowbed.alephium.crypto;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The keys of a mnemonic, as Alephium wallets derive them: BIP39 seed, BIP32 path {@code m/44'/1234'/0'/0/i}
 * (crypto/wallet/BIP32.scala, wallet/Constants.scala).
 */
public final class Wallet {
    /** The mnemonic that every public Alephium SDK test suite uses; known to everybody, for development only. */
    public static final String DEVNET_MNEMONIC =
            "vault alarm sad mass witness property virus style good flower rice alpha"
                    + " viable evidence run glare pretty scout evil judge enroll refuse another lava";

    private static final List<Integer> SIZES = List.of(12, 15, 18, 21, 24);
    private static final int HARDENED = 0x80000000;
    private static final int[] PATH = {44 | HARDENED, 1234 | HARDENED, HARDENED, 0};
    private static final int SEED_ROUNDS = 2048;

    private final Node account;

    private Wallet(Node account) {
        this.account = account;
    }

    /** The wallet of 12 to 24 words with an optional passphrase (empty for none). The words are not looked up in the list. */
    public static Wallet of(String mnemonic, String passphrase) {
        String[] words = mnemonic.strip().split("\\s+");
        if (!SIZES.contains(words.length)) {
            throw new FormatException("expected a mnemonic of 12, 15, 18, 21 or 24 words, found " + words.length);
        }
        PKCS5S2ParametersGenerator stretch = new PKCS5S2ParametersGenerator(new SHA512Digest());
        stretch.init(
                String.join(" ", words).getBytes(StandardCharsets.UTF_8),
                ("mnemonic" + passphrase).getBytes(StandardCharsets.UTF_8),
                SEED_ROUNDS);
        byte[] seed = ((KeyParameter) stretch.generateDerivedMacParameters(512)).getKey();
        Node node = Node.of(hmac("Bitcoin seed".getBytes(StandardCharsets.UTF_8), seed), BigInteger.ZERO);
        for (int index : PATH) {
            node = node.child(index);
        }
        return new Wallet(node);
    }

    /** The well-known development wallet. */
    public static Wallet devnet() {
        return of(DEVNET_MNEMONIC, "");
    }

    /** The key at an address index (the path's last number). */
    public PrivateKey key(int index) {
        return account.child(index).key();
    }

    /** The first key, from an address index on, whose address is of a group; wallets search like this. */
    public PrivateKey keyOfGroup(int group, int groups, int fromIndex) {
        for (int index = fromIndex; ; index++) {
            PrivateKey key = key(index);
            if (key.lockupScript().group(groups) == group) {
                return key;
            }
        }
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        HMac mac = new HMac(new SHA512Digest());
        mac.init(new KeyParameter(key));
        mac.update(data, 0, data.length);
        byte[] out = new byte[64];
        mac.doFinal(out, 0);
        return out;
    }

    /** A key with the code that its children are derived with. */
    private record Node(PrivateKey key, Bytes chainCode) {
        static Node of(byte[] digest, BigInteger parent) {
            BigInteger number = new BigInteger(1, digest, 0, 32).add(parent).mod(Curve.SECP256K1.order());
            return new Node(new PrivateKey(number), Bytes.wrap(Arrays.copyOfRange(digest, 32, 64)));
        }

        Node child(int index) {
            ByteWriter data = new ByteWriter(37);
            if (index < 0) {
                data.u8(0).raw(key.secret());
            } else {
                data.raw(key.publicKey());
            }
            return of(hmac(chainCode.unsafeArray(), data.int32(index).toByteArray()), key.number());
        }
    }
}
