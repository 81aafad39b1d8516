package dev.flowbed.rill.differential;

import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.vm.Opcode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** Writes code that checks signatures: good ones, and good ones that were changed. */
final class Signatures {
    private static final Bytes MESSAGE = Bytes.wrap(People.hash("message").toArray());
    private static final String CLIENT_DATA_BEFORE = "{\"type\":\"webauthn.get\",\"challenge\":\"";
    private static final String CLIENT_DATA_AFTER = "\"}";
    private static final BigInteger SECRET =
            new BigInteger(1, People.hash("secret").toArray());

    /** A key, what it signed, and the signature; {@code type} is for the instruction that takes every type of key. */
    private record Signed(Opcode opcode, int type, Bytes message, Bytes key, Bytes signature) {}

    private static final List<Signed> SIGNED =
            List.of(ecdsa("secp256k1", 0), ecdsa("secp256r1", 1), ed25519(), webAuthn(), schnorr());

    private final Draw draw;
    private final Code code;

    Signatures(Draw draw, Code code) {
        this.draw = draw;
        this.code = code;
    }

    void check(boolean mayFail) {
        Signed signed = draw.of(SIGNED);
        boolean isAny = signed.opcode() == Opcode.VERIFY_SIGNATURE || (signed.type() >= 0 && draw.chance(50));
        int spoilt = mayFail && draw.chance(40) ? draw.below(4) : -1;
        code.push(spoilt == 0 ? spoil(signed.message()) : signed.message());
        code.push(spoilt == 1 ? spoil(signed.key()) : signed.key());
        code.push(spoilt == 2 ? spoil(signed.signature()) : signed.signature());
        if (isAny) {
            code.push(spoilt == 3 ? draw.bytes(draw.below(3)) : kind(signed));
        }
        code.op(isAny ? Opcode.VERIFY_SIGNATURE : signed.opcode());
    }

    /** What an instruction takes that checks a signature: message, key, signature, and the kind of key where it takes any. */
    static List<Bytes> good(Opcode opcode) {
        Signed signed = SIGNED.stream()
                .filter(one -> one.opcode() == opcode)
                .findFirst()
                .orElseThrow();
        return opcode == Opcode.VERIFY_SIGNATURE
                ? List.of(signed.message(), signed.key(), signed.signature(), kind(signed))
                : List.of(signed.message(), signed.key(), signed.signature());
    }

    private static Bytes kind(Signed signed) {
        return Bytes.wrap(new byte[] {(byte) signed.type()});
    }

    /** A message, and a signature of which an Ethereum address can be had. */
    static List<Bytes> goodEthereum() {
        return List.of(
                MESSAGE, new ByteWriter().raw(SIGNED.get(0).signature()).u8(27).toBytes());
    }

    private Bytes spoil(Bytes bytes) {
        if (draw.chance(40)) {
            return bytes.slice(0, bytes.length() - 1);
        }
        byte[] changed = bytes.toArray();
        changed[draw.below(changed.length)] ^= (byte) (1 << draw.below(8));
        return Bytes.wrap(changed);
    }

    /** A message and a signature of which an Ethereum address can be had. */
    void ethereum(boolean mayFail) {
        Bytes plain = SIGNED.get(0).signature();
        byte[] signature = new ByteWriter().raw(plain).u8(27 + draw.below(2)).toByteArray();
        if (mayFail && draw.chance(50)) {
            signature[draw.below(signature.length)] ^= (byte) (1 << draw.below(8));
        }
        code.push(MESSAGE).push(Bytes.wrap(signature)).op(Opcode.ETH_EC_RECOVER);
    }

    private static Signed ecdsa(String curve, int type) {
        X9ECParameters named = CustomNamedCurves.getByName(curve);
        Bytes key = Bytes.wrap(named.getG().multiply(SECRET).getEncoded(true));
        Opcode opcode = type == 0 ? Opcode.VERIFY_SECP256K1 : Opcode.VERIFY_SIGNATURE;
        return new Signed(opcode, type, MESSAGE, key, sign(named, MESSAGE.unsafeArray()));
    }

    private static Bytes sign(X9ECParameters curve, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        ECDomainParameters domain = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        signer.init(true, new ECPrivateKeyParameters(SECRET, domain));
        BigInteger[] parts = signer.generateSignature(message);
        BigInteger s = parts[1].compareTo(curve.getN().shiftRight(1)) <= 0
                ? parts[1]
                : curve.getN().subtract(parts[1]);
        return new ByteWriter().raw(fixed(parts[0])).raw(fixed(s)).toBytes();
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static Signed ed25519() {
        Ed25519PrivateKeyParameters key =
                new Ed25519PrivateKeyParameters(People.hash("secret").toArray(), 0);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(MESSAGE.unsafeArray(), 0, MESSAGE.length());
        return new Signed(
                Opcode.VERIFY_ED25519,
                2,
                MESSAGE,
                Bytes.wrap(key.generatePublicKey().getEncoded()),
                Bytes.wrap(signer.generateSignature()));
    }

    /** What a browser signs for a passkey (vm/WebAuthn.scala): a hash of the authenticator's data and of a text with the challenge. */
    private static Signed webAuthn() {
        Bytes before = text(CLIENT_DATA_BEFORE);
        Bytes after = text(CLIENT_DATA_AFTER);
        byte[] client = new ByteWriter()
                .raw(before)
                .raw(text(Base64.getUrlEncoder().withoutPadding().encodeToString(MESSAGE.toArray())))
                .raw(after)
                .toByteArray();
        byte[] signed =
                sha256(new ByteWriter().raw(authenticator()).raw(sha256(client)).toByteArray());
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        Bytes signature =
                new ByteWriter().raw(passkeyPayload()).raw(sign(curve, signed)).toBytes();
        Bytes key = Bytes.wrap(curve.getG().multiply(SECRET).getEncoded(true));
        return new Signed(Opcode.VERIFY_SIGNATURE, 3, MESSAGE, key, signature);
    }

    private static byte[] authenticator() {
        byte[] data = new byte[37];
        // a user was there
        data[32] = 1;
        return data;
    }

    /** What comes with a passkey's signature: the authenticator's data, and the text around the challenge. */
    static Bytes passkeyPayload() {
        return new ByteWriter()
                .blob(Bytes.wrap(authenticator()))
                .blob(text(CLIENT_DATA_BEFORE))
                .blob(text(CLIENT_DATA_AFTER))
                .toBytes();
    }

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] input) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(input, 0, input.length);
        byte[] out = new byte[Hash.LENGTH];
        digest.doFinal(out, 0);
        return out;
    }

    /** The first test vector of BIP 340. */
    private static Signed schnorr() {
        return new Signed(
                Opcode.VERIFY_BIP340_SCHNORR,
                -1,
                Bytes.wrap(new byte[32]),
                Bytes.fromHex("f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9"),
                Bytes.fromHex("e907831f80848d1069a5371b402410364bdf1c5f8307b0084c55f1ce2dca8215"
                        + "25f66a4a85ea8b71e482a74f382d2ce5ebeee8fdb2172f477df4900d310536c0"));
    }
}
