package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.TxFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.crypto.Ed25519Signatures;
import dev.flowbed.alephium.crypto.PrivateKey;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.PublicKey;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import dev.flowbed.alephium.vm.Instruction;
import dev.flowbed.alephium.vm.Method;
import dev.flowbed.alephium.vm.Opcode;
import dev.flowbed.alephium.vm.Script;
import dev.flowbed.rill.flow.PasskeySigner;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every kind of address can be spent by its own proof, and by no other. */
class TxWitnessesTest {
    private static final PrivateKey BOB = key(2);
    private static final PrivateKey DAVE = key(3);
    private static final Bytes ED_SECRET = Bytes.wrap(
            new byte[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5
            });

    private final TxValidator validator = new TxValidator(TxFixture.NETWORK, TxFixture.GROUPS);

    @Test
    void multisigWithTheKeysInTheirOrder() {
        LockupScript.P2mpkh twoOfThree =
                LockupScript.P2mpkh.of(List.of(ALICE.publicKey(), BOB.publicKey(), DAVE.publicKey()), 2);
        UnlockScript.IndexedKey alice = new UnlockScript.IndexedKey(ALICE.publicKey(), 0);
        UnlockScript.IndexedKey dave = new UnlockScript.IndexedKey(DAVE.publicKey(), 2);
        Function<Hash, List<Signature>> both = id -> List.of(ALICE.sign(id), DAVE.sign(id));
        assertThat(verdict(twoOfThree, new UnlockScript.P2mpkh(List.of(alice, dave)), both))
                .isEmpty();
        assertThat(verdict(twoOfThree, new UnlockScript.P2mpkh(List.of(dave, alice)), both))
                .contains(TxFault.INVALID_P2MPKH_UNLOCK_SCRIPT);
        assertThat(verdict(twoOfThree, new UnlockScript.P2mpkh(List.of(alice)), both))
                .contains(TxFault.INVALID_NUMBER_OF_PUBLIC_KEY);
        UnlockScript.IndexedKey beyond = new UnlockScript.IndexedKey(DAVE.publicKey(), 3);
        assertThat(verdict(twoOfThree, new UnlockScript.P2mpkh(List.of(alice, beyond)), both))
                .contains(TxFault.INVALID_P2MPKH_UNLOCK_SCRIPT);
        UnlockScript.IndexedKey misplaced = new UnlockScript.IndexedKey(DAVE.publicKey(), 1);
        assertThat(verdict(twoOfThree, new UnlockScript.P2mpkh(List.of(alice, misplaced)), both))
                .contains(TxFault.INVALID_PUBLIC_KEY_HASH);
        assertThat(verdict(
                        twoOfThree,
                        new UnlockScript.P2mpkh(List.of(alice, dave)),
                        id -> List.of(DAVE.sign(id), ALICE.sign(id))))
                .contains(TxFault.INVALID_SIGNATURE);
    }

    @Test
    void grouplessKeysOfEveryKind() {
        assertThat(verdict(groupless(PublicKey.secp256k1(ALICE.publicKey())), id -> List.of(ALICE.sign(id))))
                .isEmpty();
        assertThat(verdict(groupless(ed25519()), id -> List.of(Ed25519Signatures.sign(id.toArray(), ED_SECRET))))
                .isEmpty();
        assertThat(verdict(
                        groupless(PasskeySigner.publicKey(PublicKey.Kind.SECP256R1)),
                        id -> List.of(PasskeySigner.sign(id.toArray()))))
                .isEmpty();
        assertThat(verdict(groupless(PasskeySigner.publicKey(PublicKey.Kind.WEBAUTHN)), PasskeySigner::passkey))
                .isEmpty();
    }

    @Test
    void grouplessKeysRefuseOthersSignatures() {
        for (PublicKey key : List.of(
                PublicKey.secp256k1(BOB.publicKey()), ed25519(), PasskeySigner.publicKey(PublicKey.Kind.SECP256R1))) {
            assertThat(verdict(groupless(key), id -> List.of(ALICE.sign(id)))).contains(TxFault.INVALID_SIGNATURE);
        }
        assertThat(verdict(groupless(PasskeySigner.publicKey(PublicKey.Kind.WEBAUTHN)), id -> List.of()))
                .contains(TxFault.INVALID_WEBAUTHN_PAYLOAD);
        assertThat(verdict(
                        groupless(PasskeySigner.publicKey(PublicKey.Kind.WEBAUTHN)),
                        id -> PasskeySigner.passkey(Hash.ZERO)))
                .contains(TxFault.INVALID_SIGNATURE);
    }

    @Test
    void grouplessMultisigOfMixedKeys() {
        List<PublicKey> keys =
                List.of(PublicKey.secp256k1(ALICE.publicKey()), ed25519(), PublicKey.secp256k1(BOB.publicKey()));
        LockupScript.P2hmpk lockup = LockupScript.P2hmpk.of(keys, 2, 0);
        Function<Hash, List<Signature>> edAndBob =
                id -> List.of(Ed25519Signatures.sign(id.toArray(), ED_SECRET), BOB.sign(id));
        assertThat(verdict(lockup, new UnlockScript.P2hmpk(keys, List.of(1, 2)), edAndBob))
                .isEmpty();
        assertThat(verdict(lockup, new UnlockScript.P2hmpk(keys, List.of(0, 2)), edAndBob))
                .contains(TxFault.INVALID_SIGNATURE);
        assertThat(verdict(lockup, new UnlockScript.P2hmpk(keys, List.of(1)), edAndBob))
                .contains(TxFault.INVALID_P2HMPK_HASH);
        assertThat(verdict(lockup, new UnlockScript.P2hmpk(keys.subList(0, 2), List.of(0, 1)), edAndBob))
                .contains(TxFault.INVALID_P2HMPK_HASH);
    }

    @Test
    void scriptHashesAreUnlockedByScriptsThatEndWell() {
        assertThat(unlock(Instruction.of(Opcode.CONST_TRUE), Instruction.of(Opcode.ASSERT)))
                .isEmpty();
        assertThat(unlock(Instruction.of(Opcode.CONST_FALSE), Instruction.of(Opcode.ASSERT)))
                .contains(TxFault.UNLOCK_SCRIPT_EXE_FAILED);
        assertThat(unlock(Instruction.of(Opcode.POP))).contains(TxFault.UNLOCK_SCRIPT_EXE_FAILED);
    }

    @Test
    void theScriptBehindAHashMustBeTheOneThatIsShown() {
        ScriptCode script = script(Instruction.of(Opcode.POP));
        UnlockScript unlock = new UnlockScript.P2sh(script, List.of());
        assertThat(verdict(new LockupScript.P2sh(Hash.ZERO), unlock, id -> List.of()))
                .contains(TxFault.INVALID_SCRIPT_HASH);
    }

    private Optional<TxFault> unlock(Instruction... code) {
        ScriptCode script = script(code);
        return verdict(LockupScript.P2sh.of(script), new UnlockScript.P2sh(script, List.of()), id -> List.of());
    }

    private static ScriptCode script(Instruction... code) {
        Method method = new Method(true, false, false, false, 0, 0, 0, code);
        return ScriptCode.ofStateless(Bytes.wrap(new Script(List.of(method)).encode()));
    }

    private Optional<TxFault> verdict(LockupScript.Asset lockup, Function<Hash, List<Signature>> signer) {
        return verdict(lockup, new UnlockScript.P2pk(), signer);
    }

    private Optional<TxFault> verdict(
            LockupScript.Asset lockup, UnlockScript unlock, Function<Hash, List<Signature>> signer) {
        TxFixture tx = TxFixture.from(lockup, unlock);
        return validator.check(tx.signed(signer), tx::find, 0).map(TxValidator.Verdict::fault);
    }

    private static LockupScript.P2pk groupless(PublicKey key) {
        return new LockupScript.P2pk(key, 0);
    }

    private static PrivateKey key(int secret) {
        byte[] bytes = new byte[PrivateKey.LENGTH];
        bytes[31] = (byte) secret;
        return PrivateKey.of(bytes);
    }

    private static PublicKey ed25519() {
        return new PublicKey(PublicKey.Kind.ED25519, Ed25519Signatures.publicKey(ED_SECRET));
    }
}
