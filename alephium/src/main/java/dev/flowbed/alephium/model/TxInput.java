package dev.flowbed.alephium.model;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.ByteWriter;
import dev.flowbed.alephium.codec.Encodable;
import dev.flowbed.alephium.script.UnlockScript;

/** Spends an asset output. */
public record TxInput(TxOutputRef outputRef, UnlockScript unlockScript) implements Encodable {
    public static TxInput read(ByteReader in) {
        return new TxInput(TxOutputRef.readAsset(in), UnlockScript.read(in));
    }

    @Override
    public void write(ByteWriter out) {
        outputRef.write(out);
        unlockScript.write(out);
    }
}
