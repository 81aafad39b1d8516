package dev.flowbed.rill.flow;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.WebAuthn;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.script.PublicKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** One key on the curve secp256r1, used as such or as a passkey. */
public final class PasskeySigner {
    private static final BigInteger SECRET = BigInteger.valueOf(123456789);

    private PasskeySigner() {}

    /** The key, as one of the kinds that this curve has. */
    public static PublicKey publicKey(PublicKey.Kind kind) {
        return new PublicKey(kind, Bytes.wrap(curve().getG().multiply(SECRET).getEncoded(true)));
    }

    private static ECDomainParameters curve() {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    /** Signs 32 bytes, with the lower of the two values of s. */
    public static Signature sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(SECRET, curve()));
        BigInteger[] rs = signer.generateSignature(message);
        BigInteger order = curve().getN();
        BigInteger s = rs[1].compareTo(order.shiftRight(1)) > 0 ? order.subtract(rs[1]) : rs[1];
        byte[] bytes = new byte[Signature.LENGTH];
        put(rs[0], bytes, Signature.LENGTH / 2);
        put(s, bytes, Signature.LENGTH);
        return new Signature(Bytes.wrap(bytes));
    }

    private static void put(BigInteger value, byte[] target, int end) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, Signature.LENGTH / 2);
        System.arraycopy(bytes, bytes.length - length, target, end - length, length);
    }

    /** What a passkey sends: its payload in as many slots as it takes, then the signature. */
    public static List<Signature> passkey(Hash id) {
        byte[] authenticator = new byte[37];
        authenticator[32] = 1;
        WebAuthn webAuthn = new WebAuthn(
                Bytes.wrap(authenticator),
                text("{\"type\":\"webauthn.get\",\"challenge\":\""),
                text("\",\"origin\":\"https://example.org\"}"));
        byte[] payload = new ByteWriter()
                .blob(webAuthn.authenticatorData())
                .blob(webAuthn.clientDataPrefix())
                .blob(webAuthn.clientDataSuffix())
                .toByteArray();
        byte[] prefixed =
                new ByteWriter().compactInt(payload.length).raw(payload).toByteArray();
        List<Signature> slots = new ArrayList<>();
        for (int from = 0; from < prefixed.length; from += Signature.LENGTH) {
            byte[] slot = new byte[Signature.LENGTH];
            System.arraycopy(prefixed, from, slot, 0, Math.min(Signature.LENGTH, prefixed.length - from));
            slots.add(new Signature(Bytes.wrap(slot)));
        }
        slots.add(sign(webAuthn.messageHash(id.toArray())));
        return slots;
    }

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
