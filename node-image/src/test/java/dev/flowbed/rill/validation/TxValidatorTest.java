package dev.flowbed.rill.validation;

import static dev.flowbed.rill.validation.TxFixture.ALICE;
import static dev.flowbed.rill.validation.TxFixture.CAROL;
import static dev.flowbed.rill.validation.TxFixture.FEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.amount.Alph;
import dev.flowbed.alephium.amount.U256;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.consensus.Limits;
import dev.flowbed.alephium.crypto.Wallet;
import dev.flowbed.alephium.hash.Hash;
import dev.flowbed.alephium.model.Signature;
import dev.flowbed.alephium.model.TokenAmount;
import dev.flowbed.alephium.model.TransactionTemplate;
import dev.flowbed.alephium.model.TxInput;
import dev.flowbed.alephium.model.TxOutput;
import dev.flowbed.alephium.script.LockupScript;
import dev.flowbed.alephium.script.ScriptCode;
import dev.flowbed.alephium.script.UnlockScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TxValidatorTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final Hash TOKEN = Hash.blake2b(new byte[] {42});
    private static final UnlockScript ALICES = new UnlockScript.P2pkh(ALICE.publicKey());

    private final TxValidator validator = new TxValidator(TxFixture.NETWORK, TxFixture.GROUPS);

    @Test
    void acceptsAPlainTransfer() {
        TxFixture tx = TxFixture.transfer();
        assertThat(verdict(tx, tx.signedByAlice())).isEmpty();
    }

    @Test
    void namesTheRuleThatAChangeBreaks() {
        refused(tx -> tx.version = 1, TxFault.INVALID_TX_VERSION);
        refused(tx -> tx.networkId = 0, TxFault.INVALID_NETWORK_ID);
        refused(tx -> tx.gas = Limits.MIN_GAS - 1, TxFault.INVALID_START_GAS);
        refused(tx -> tx.gas = Limits.MAX_GAS_PER_TX + 1, TxFault.INVALID_START_GAS);
        refused(tx -> tx.gasPrice = Limits.MIN_GAS_PRICE.minus(U256.ONE), TxFault.INVALID_GAS_PRICE);
        refused(tx -> tx.gasPrice = Alph.MAX, TxFault.INVALID_GAS_PRICE);
        refused(tx -> tx.outputs.clear(), TxFault.NO_OUTPUTS);
        refused(tx -> tx.unspent.clear(), TxFault.NON_EXIST_INPUT);
        refused(tx -> tx.inputs.add(tx.inputs.get(0)), TxFault.TX_DOUBLE_SPENDING);
        refused(tx -> tx.inputs.clear(), TxFault.INVALID_INPUT_GROUP_INDEX);
        refused(tx -> tx.scriptSignatures.add(signature(1)), TxFault.UNEXPECTED_SCRIPT_SIGNATURES);
        refused(tx -> tx.outputs.set(0, TxOutput.Asset.of(Alph.of(2), CAROL)), TxFault.INVALID_ALPH_BALANCE);
        refused(tx -> tx.outputs.remove(1), TxFault.INVALID_ALPH_BALANCE);
        refused(tx -> tx.outputs.set(0, TxOutput.Asset.of(U256.MAX, CAROL)), TxFault.BALANCE_OVER_FLOW);
    }

    @Test
    void boundsInputsAndOutputs() {
        refused(
                tx -> {
                    for (int i = 0; i < Limits.MAX_INPUTS; i++) {
                        tx.inputs.add(tx.inputs.get(0));
                    }
                },
                TxFault.TOO_MANY_INPUTS);
        refused(
                tx -> {
                    for (int i = 0; i < Limits.MAX_OUTPUTS; i++) {
                        tx.outputs.add(tx.outputs.get(0));
                    }
                },
                TxFault.TOO_MANY_OUTPUTS);
    }

    @Test
    void wantsSoundOutputs() {
        refused(tx -> tx.outputs.add(output(U256.ONE, List.of(), 0)), TxFault.INVALID_OUTPUT_STATS);
        TokenAmount some = new TokenAmount(TOKEN, U256.of(5));
        refused(tx -> tx.outputs.add(output(Alph.ONE, List.of(some), 0)), TxFault.INVALID_OUTPUT_STATS);
        refused(tx -> tx.outputs.add(output(Limits.DUST, List.of(some, some), 0)), TxFault.INVALID_OUTPUT_STATS);
        TokenAmount none = new TokenAmount(TOKEN, U256.ZERO);
        refused(tx -> tx.outputs.add(output(Limits.DUST, List.of(none), 0)), TxFault.INVALID_OUTPUT_STATS);
        refused(
                tx -> tx.outputs.add(output(Alph.ONE, List.of(), Limits.MAX_OUTPUT_DATA + 1)),
                TxFault.OUTPUT_DATA_SIZE_EXCEEDED);
    }

    @Test
    void keepsToOneChain() {
        LockupScript.Asset ofGroup2 =
                Wallet.devnet().keyOfGroup(2, TxFixture.GROUPS, 0).lockupScript();
        refused(tx -> tx.outputs.add(TxOutput.Asset.of(Alph.ONE, ofGroup2)), TxFault.INVALID_OUTPUT_GROUP_INDEX);
        refused(tx -> tx.spend(Alph.ONE, CAROL, ALICES), TxFault.INVALID_INPUT_GROUP_INDEX);
    }

    @Test
    void conservesTokens() {
        TxFixture tx = new TxFixture();
        TokenAmount five = new TokenAmount(TOKEN, U256.of(5));
        tx.spend(new TxOutput.Asset(Limits.DUST, ALICE.lockupScript(), 0, List.of(five), Bytes.EMPTY), ALICES);
        tx.spend(Alph.ONE, ALICE.lockupScript(), new UnlockScript.SameAsPrevious());
        tx.outputs.add(new TxOutput.Asset(Limits.DUST, CAROL, 0, List.of(five), Bytes.EMPTY));
        tx.outputs.add(TxOutput.Asset.of(Alph.ONE.minus(FEE), CAROL));
        assertThat(verdict(tx, tx.signedByAlice())).isEmpty();
        for (long wrong : new long[] {4, 6}) {
            TokenAmount other = new TokenAmount(TOKEN, U256.of(wrong));
            tx.outputs.set(0, new TxOutput.Asset(Limits.DUST, CAROL, 0, List.of(other), Bytes.EMPTY));
            assertThat(verdict(tx, tx.signedByAlice())).contains(TxFault.INVALID_TOKEN_BALANCE);
        }
    }

    @Test
    void spendsLockedOutputsOnlyWhenTheirTimeHasCome() {
        for (long ahead : new long[] {0, 1}) {
            TxFixture tx = new TxFixture();
            tx.spend(TxOutput.Asset.of(Alph.ONE, ALICE.lockupScript()).withLockTime(NOW + ahead), ALICES);
            tx.outputs.add(TxOutput.Asset.of(Alph.ONE.minus(FEE), CAROL));
            assertThat(verdict(tx, tx.signedByAlice()))
                    .isEqualTo(ahead == 0 ? Optional.empty() : Optional.of(TxFault.TIME_LOCKED_TX));
        }
    }

    @Test
    void wantsExactlyTheSignaturesThatInputsNeed() {
        TxFixture tx = TxFixture.transfer();
        assertThat(verdict(tx, tx.signed(id -> List.of()))).contains(TxFault.NOT_ENOUGH_SIGNATURE);
        assertThat(verdict(tx, tx.signed(id -> List.of(ALICE.sign(id), ALICE.sign(id)))))
                .contains(TxFault.TOO_MANY_INPUT_SIGNATURES);
        assertThat(verdict(tx, tx.signed(id -> List.of(signature(7))))).contains(TxFault.INVALID_SIGNATURE);
        assertThat(verdict(tx, tx.signed(id -> List.of(ALICE.sign(TOKEN))))).contains(TxFault.INVALID_SIGNATURE);
    }

    @Test
    void takesOneSignatureForInputsThatRepeatTheUnlockScript() {
        for (UnlockScript repeated : List.of(new UnlockScript.SameAsPrevious(), ALICES)) {
            TxFixture tx = TxFixture.transfer();
            tx.spend(Alph.ONE, ALICE.lockupScript(), repeated);
            tx.outputs.set(0, TxOutput.Asset.of(Alph.of(2), CAROL));
            assertThat(verdict(tx, tx.signedByAlice())).isEmpty();
        }
    }

    @Test
    void refusesAnUnlockScriptOfAnotherKindOrKey() {
        Bytes other = Wallet.devnet().keyOfGroup(2, TxFixture.GROUPS, 0).publicKey();
        refused(tx -> unlock(tx, new UnlockScript.P2pkh(other)), TxFault.INVALID_PUBLIC_KEY_HASH);
        refused(tx -> unlock(tx, new UnlockScript.P2pk()), TxFault.INVALID_UNLOCK_SCRIPT_TYPE);
        refused(tx -> unlock(tx, new UnlockScript.SameAsPrevious()), TxFault.INVALID_UNLOCK_SCRIPT_TYPE);
        refused(tx -> unlock(tx, new UnlockScript.PoLW(ALICE.publicKey())), TxFault.INVALID_UNLOCK_SCRIPT_TYPE);
    }

    @Test
    void chargesGasForInputsOutputsAndSignatures() {
        // 1000 + 2000 an input + 4500 an output + 2060 a signature
        TxFixture tx = TxFixture.transfer();
        for (int i = 0; i < 2; i++) {
            tx.spend(Limits.DUST, ALICE.lockupScript(), new UnlockScript.SameAsPrevious());
            tx.outputs.add(TxOutput.Asset.of(Limits.DUST, CAROL));
        }
        int needed = 1000 + 3 * 2000 + 4 * 4500 + 2060;
        for (int gas : new int[] {needed - 1, needed}) {
            tx.gas = gas;
            U256 fee = Limits.MIN_GAS_PRICE.times(gas);
            tx.outputs.set(1, TxOutput.Asset.of(Alph.ONE.minus(fee), ALICE.lockupScript()));
            assertThat(verdict(tx, tx.signedByAlice()))
                    .isEqualTo(gas < needed ? Optional.of(TxFault.OUT_OF_GAS) : Optional.empty());
        }
    }

    @Test
    void runsNoScriptWithoutAWorldState() {
        ScriptCode pop = ScriptCode.ofStateful(Bytes.fromHex("0101000000000118"));
        refused(tx -> tx.script = Optional.of(pop), TxFault.UNEXPECTED_TX_SCRIPT);
        TxFixture intra = new TxFixture();
        intra.spend(Alph.ONE, ALICE.lockupScript(), ALICES);
        intra.outputs.add(TxOutput.Asset.of(Alph.ONE.minus(FEE), ALICE.lockupScript()));
        intra.script = Optional.of(pop);
        assertThat(verdict(intra, intra.signedByAlice())).contains(TxFault.UNSUPPORTED_TX_SCRIPT);
    }

    @Test
    void doesNotTrustARememberedTransactionWithOtherSignatures() {
        TxFixture tx = TxFixture.transfer();
        TransactionTemplate valid = tx.signedByAlice();
        assertThat(verdict(tx, valid)).isEmpty();
        assertThat(verdict(tx, valid)).isEmpty();
        assertThat(verdict(tx, tx.signed(id -> List.of(signature(3))))).contains(TxFault.INVALID_SIGNATURE);
    }

    private void refused(Consumer<TxFixture> change, TxFault expected) {
        TxFixture tx = TxFixture.transfer();
        change.accept(tx);
        assertThat(verdict(tx, tx.signedByAlice())).contains(expected);
    }

    private static void unlock(TxFixture tx, UnlockScript script) {
        List<TxInput> changed = new ArrayList<>();
        tx.inputs.forEach(input -> changed.add(new TxInput(input.outputRef(), script)));
        tx.inputs.clear();
        tx.inputs.addAll(changed);
    }

    private Optional<TxFault> verdict(TxFixture tx, TransactionTemplate template) {
        return validator.check(template, tx::find, NOW).map(TxValidator.Verdict::fault);
    }

    private static TxOutput.Asset output(U256 amount, List<TokenAmount> tokens, int data) {
        return new TxOutput.Asset(amount, CAROL, 0, tokens, Bytes.wrap(new byte[data]));
    }

    private static Signature signature(int seed) {
        byte[] bytes = new byte[Signature.LENGTH];
        bytes[31] = (byte) seed;
        bytes[63] = (byte) seed;
        return new Signature(Bytes.wrap(bytes));
    }
}
