package dev.flowbed.rill.validation;

/** The rules that a transaction can break, under their official names (flow/.../ValidationStatus.scala). */
public enum TxFault {
    INVALID_TX_VERSION("InvalidTxVersion"),
    INVALID_NETWORK_ID("InvalidNetworkId"),
    TOO_MANY_INPUTS("TooManyInputs"),
    CONTRACT_INPUT_FOR_INTER_GROUP_TX("ContractInputForInterGroupTx"),
    NO_OUTPUTS("NoOutputs"),
    TOO_MANY_OUTPUTS("TooManyOutputs"),
    GENERATED_OUTPUT_FOR_INTER_GROUP_TX("GeneratedOutputForInterGroupTx"),
    INVALID_START_GAS("InvalidStartGas"),
    INVALID_GAS_PRICE("InvalidGasPrice"),
    INVALID_OUTPUT_STATS("InvalidOutputStats"),
    INVALID_INPUT_GROUP_INDEX("InvalidInputGroupIndex"),
    INVALID_OUTPUT_GROUP_INDEX("InvalidOutputGroupIndex"),
    TX_DOUBLE_SPENDING("TxDoubleSpending"),
    TOO_MANY_KEYS_IN_MULTISIG("TooManyKeysInMultisig"),
    OUTPUT_DATA_SIZE_EXCEEDED("OutputDataSizeExceeded"),
    NON_EXIST_INPUT("NonExistInput"),
    TIME_LOCKED_TX("TimeLockedTx"),
    INVALID_ALPH_BALANCE("InvalidAlphBalance"),
    INVALID_TOKEN_BALANCE("InvalidTokenBalance"),
    BALANCE_OVER_FLOW("BalanceOverFlow"),
    INVALID_PUBLIC_KEY_HASH("InvalidPublicKeyHash"),
    INVALID_SCRIPT_HASH("InvalidScriptHash"),
    INVALID_SIGNATURE("InvalidSignature"),
    TOO_MANY_INPUT_SIGNATURES("TooManyInputSignatures"),
    TOO_MANY_SCRIPT_SIGNATURES("TooManyScriptSignatures"),
    UNEXPECTED_SCRIPT_SIGNATURES("UnexpectedScriptSignatures"),
    INVALID_NUMBER_OF_PUBLIC_KEY("InvalidNumberOfPublicKey"),
    INVALID_P2MPKH_UNLOCK_SCRIPT("InvalidP2mpkhUnlockScript"),
    OUT_OF_GAS("OutOfGas"),
    NOT_ENOUGH_SIGNATURE("NotEnoughSignature"),
    INVALID_UNLOCK_SCRIPT_TYPE("InvalidUnlockScriptType"),
    UNEXPECTED_TX_SCRIPT("UnexpectedTxScript"),
    INVALID_CONTRACT_INPUTS("InvalidContractInputs"),
    INVALID_GENERATED_OUTPUTS("InvalidGeneratedOutputs"),
    INVALID_SCRIPT_EXECUTION_FLAG("InvalidScriptExecutionFlag"),
    UNLOCK_SCRIPT_EXE_FAILED("UnlockScriptExeFailed"),
    TX_SCRIPT_EXE_FAILED("TxScriptExeFailed"),
    INVALID_TX_DUE_TO_IO_ERROR("InvalidTxDueToIOError"),
    INVALID_REMAINING_BALANCES_FOR_FAILED_SCRIPT_TX("InvalidRemainingBalancesForFailedScriptTx"),
    INVALID_WEBAUTHN_PAYLOAD("InvalidWebauthnPayload"),
    INVALID_P2HMPK_HASH("InvalidP2hmpkHash"),
    /** Not an official rule: where no world state is at hand, a script cannot be judged. */
    UNSUPPORTED_TX_SCRIPT("UnsupportedTxScript(no world state to run it in)");

    private final String officialName;

    TxFault(String officialName) {
        this.officialName = officialName;
    }

    /** The name that the official node answers and logs. */
    public String officialName() {
        return officialName;
    }

    @Override
    public String toString() {
        return officialName;
    }
}
