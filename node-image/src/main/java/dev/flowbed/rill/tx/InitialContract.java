package dev.flowbed.rill.tx;

import dev.flowbed.alephium.codec.ByteReader;
import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.script.Val;
import dev.flowbed.alephium.vm.ContractCode;
import java.util.List;

/**
 * A contract's code with its first fields, as deployments carry it (api/.../BuildDeployContractTx.scala).
 *
 * @param code its code
 * @param immutableFields the fields that do not change
 * @param mutableFields the fields that may
 */
public record InitialContract(ContractCode code, List<Val> immutableFields, List<Val> mutableFields) {
    public InitialContract {
        immutableFields = List.copyOf(immutableFields);
        mutableFields = List.copyOf(mutableFields);
    }

    /** Reads code and fields; {@link FormatException} when they are none or do not fit each other. */
    public static InitialContract decode(Bytes bytes) {
        InitialContract contract = ByteReader.readAll(bytes, in -> {
            ContractCode code =
                    ContractCode.decode(Bytes.wrap(ContractCode.read(in).encode()));
            return new InitialContract(code, in.vector(Val::read), in.vector(Val::read));
        });
        int fields = contract.immutableFields.size() + contract.mutableFields.size();
        if (fields != contract.code.fields()) {
            throw new FormatException("Invalid field length, expect " + contract.code.fields() + ", have "
                    + contract.immutableFields.size() + " immutable fields and " + contract.mutableFields.size()
                    + " mutable fields");
        }
        return contract;
    }
}
