package dev.flowbed.rill.vm;

/** Why code stopped, under the official names (vm/ExeFailure.scala); those of levels before Danube are left out. */
public enum VmFault {
    CODE_SIZE_TOO_LARGE("CodeSizeTooLarge"),
    FIELDS_SIZE_TOO_LARGE("FieldsSizeTooLarge"),
    EXPECT_STATEFUL_FRAME("ExpectStatefulFrame"),
    STACK_OVERFLOW("StackOverflow"),
    STACK_UNDERFLOW("StackUnderflow"),
    NEGATIVE_ARGUMENT_IN_STACK("NegativeArgumentInStack"),
    TOO_MANY_SIGNATURES("TooManySignatures"),
    INVALID_PUBLIC_KEY("InvalidPublicKey"),
    SIGNED_DATA_IS_NOT32_BYTES("SignedDataIsNot32Bytes"),
    INVALID_SIGNATURE_FORMAT("InvalidSignatureFormat"),
    INVALID_SIGNATURE("InvalidSignature"),
    INVALID_TX_INPUT_INDEX("InvalidTxInputIndex"),
    NO_TX_INPUT("NoTxInput"),
    TX_INPUT_ADDRESSES_ARE_NOT_IDENTICAL("TxInputAddressesAreNotIdentical"),
    ACCESS_TX_INPUT_ADDRESS_IN_CONTRACT("AccessTxInputAddressInContract"),
    LOCK_TIME_OVERFLOW("LockTimeOverflow"),
    INVALID_LOCK_TIME("InvalidLockTime"),
    ABSOLUTE_LOCK_TIME_VERIFICATION_FAILED("AbsoluteLockTimeVerificationFailed"),
    RELATIVE_LOCK_TIME_VERIFICATION_FAILED("RelativeLockTimeVerificationFailed"),
    RELATIVE_LOCK_TIME_EXPECT_PERSISTED_UTXO(
            "RelativeLockTimeExpectPersistedUtxo", "UTXO for the relative lock time is not persisted yet"),
    ARITHMETIC_ERROR("ArithmeticError"),
    INVALID_VAR_INDEX("InvalidVarIndex"),
    INVALID_MUT_FIELD_INDEX("InvalidMutFieldIndex"),
    INVALID_IMM_FIELD_INDEX("InvalidImmFieldIndex"),
    INVALID_FIELD_LENGTH("InvalidFieldLength"),
    TOO_MANY_FIELDS("TooManyFields", "Contract can not have more than 255 fields"),
    INVALID_MUT_FIELD_TYPE("InvalidMutFieldType"),
    EMPTY_METHODS("EmptyMethods", "Contract should have at least one method"),
    INVALID_TYPE("InvalidType"),
    INVALID_METHOD("InvalidMethod"),
    INVALID_METHOD_MODIFIER_SINCE_RHONE("InvalidMethodModifierSinceRhone"),
    INVALID_METHOD_INDEX("InvalidMethodIndex"),
    INVALID_METHOD_SELECTOR("InvalidMethodSelector"),
    INVALID_METHOD_ARG_LENGTH("InvalidMethodArgLength"),
    INVALID_RETURN_LENGTH("InvalidReturnLength"),
    INVALID_EXTERNAL_METHOD_RETURN_LENGTH("InvalidExternalMethodReturnLength"),
    INVALID_ARG_LENGTH("InvalidArgLength"),
    INVALID_EXTERNAL_METHOD_ARG_LENGTH("InvalidExternalMethodArgLength"),
    INVALID_LENGTH_FOR_ENCODE_INSTR("InvalidLengthForEncodeInstr"),
    EXTERNAL_PRIVATE_METHOD_CALL("ExternalPrivateMethodCall"),
    ASSERTION_FAILED("AssertionFailed"),
    INVALID_INSTR_OFFSET("InvalidInstrOffset"),
    PC_OVERFLOW("PcOverflow"),
    NON_EMPTY_RETURN_FOR_MAIN_FUNCTION("NonEmptyReturnForMainFunction"),
    INVALID_CONVERSION("InvalidConversion"),
    SERDE_ERROR_CREATE_CONTRACT("SerdeErrorCreateContract"),
    NON_EXIST_CONTRACT("NonExistContract"),
    CONTRACT_DESTRUCTION_SHOULD_NOT_BE_CALLED_FROM_SELF("ContractDestructionShouldNotBeCalledFromSelf"),
    PAY_TO_CONTRACT_ADDRESS_NOT_IN_CALLER_TRACE("PayToContractAddressNotInCallerTrace"),
    EXPECT_NON_PAYABLE_METHOD("ExpectNonPayableMethod", "Expect non payable method in AssetScript"),
    EXPECT_STATEFUL_CONTRACT_OBJ("ExpectStatefulContractObj"),
    NO_BALANCE_AVAILABLE("NoBalanceAvailable"),
    TX_CALLER_BALANCE_NOT_AVAILABLE("TxCallerBalanceNotAvailable"),
    INSUFFICIENT_FUNDS_FOR_UTXO_DUST_AMOUNT("InsufficientFundsForUTXODustAmount"),
    NOT_ENOUGH_APPROVED_BALANCE("NotEnoughApprovedBalance"),
    NO_ASSETS_APPROVED("NoAssetsApproved"),
    CHAIN_CALLER_OUTPUTS_FAILED("ChainCallerOutputsFailed"),
    BALANCE_OVERFLOW("BalanceOverflow"),
    INVALID_SELF_TRANSFER("InvalidSelfTransfer"),
    INVALID_BALANCES("InvalidBalances"),
    BALANCE_ERROR_WHEN_SWITCHING_BACK_FRAME("BalanceErrorWhenSwitchingBackFrame"),
    LOWER_THAN_CONTRACT_MINIMAL_BALANCE("LowerThanContractMinimalBalance"),
    UNABLE_TO_PAY_GAS_FEE("UnableToPayGasFee"),
    INVALID_OUTPUT_BALANCES("InvalidOutputBalances"),
    INVALID_TOKEN_NUM_FOR_CONTRACT_OUTPUT("InvalidTokenNumForContractOutput"),
    INVALID_TOKEN_ID("InvalidTokenId"),
    INVALID_CONTRACT_ID("InvalidContractId"),
    EXPECT_ACONTRACT("ExpectAContract"),
    OUT_OF_GAS("OutOfGas"),
    GAS_OVERFLOW("GasOverflow"),
    GAS_OVER_PAID("GasOverPaid"),
    CONTRACT_LOAD_DISALLOWED("ContractLoadDisallowed"),
    CONTRACT_ASSET_ALREADY_FLUSHED("ContractAssetAlreadyFlushed"),
    FUNCTION_REENTRANCY("FunctionReentrancy"),
    CONTRACT_ASSET_UNLOADED("ContractAssetUnloaded"),
    EMPTY_CONTRACT_ASSET("EmptyContractAsset"),
    NO_CALLER("NoCaller"),
    EXTERNAL_CALLER_NOT_AVAILABLE("ExternalCallerNotAvailable"),
    EXTERNAL_CALLER_IS_NOT_CONTRACT("ExternalCallerIsNotContract"),
    NEGATIVE_TIME_STAMP("NegativeTimeStamp"),
    INVALID_BLOCK_TARGET("InvalidBlockTarget"),
    INVALID_BYTES_SLICE_ARG("InvalidBytesSliceArg"),
    INVALID_BYTES_SIZE("InvalidBytesSize"),
    INVALID_SIZE_FOR_ZEROS("InvalidSizeForZeros"),
    SERDE_ERROR_BYTE_VEC_TO_ADDRESS("SerdeErrorByteVecToAddress"),
    FAILED_IN_RECOVER_ETH_ADDRESS("FailedInRecoverEthAddress"),
    UNEXPECTED_RECURSIVE_CALL_IN_MIGRATION("UnexpectedRecursiveCallInMigration"),
    INVALID_ASSET_ADDRESS("InvalidAssetAddress"),
    CONTRACT_ALREADY_EXISTS("ContractAlreadyExists"),
    NO_BLOCK_HASH_AVAILABLE("NoBlockHashAvailable"),
    DEBUG_IS_NOT_SUPPORTED_FOR_MAINNET("DebugIsNotSupportedForMainnet", "Debug is not supported for mainnet"),
    DEBUG_MESSAGE_IS_EMPTY("DebugMessageIsEmpty"),
    ZERO_CONTRACT_ID(
            "ZeroContractId",
            "Can not create contract with id 0000000000000000000000000000000000000000000000000000000000000000"),
    BURNING_ALPH_NOT_ALLOWED("BurningAlphNotAllowed"),
    UNCAUGHT_KEY_NOT_FOUND_ERROR("UncaughtKeyNotFoundError"),
    INVALID_ERROR_CODE("InvalidErrorCode"),
    ASSERTION_FAILED_WITH_ERROR_CODE("AssertionFailedWithErrorCode"),
    INVALID_WEBAUTHN_PAYLOAD("InvalidWebAuthnPayload"),
    INVALID_PUBLIC_KEY_TYPE("InvalidPublicKeyType"),
    DEV_INSTR_IS_ONLY_SUPPORTED_ON_DEVNET("DevInstrIsOnlySupportedOnDevnet"),
    INVALID_TEST_CHECK_INSTR("InvalidTestCheckInstr"),
    EXPECTED_AN_EXE_FAILURE("ExpectedAnExeFailure"),
    NOT_EQUAL_IN_TEST("NotEqualInTest"),
    NOT_EXPECTED_ERROR_IN_TEST("NotExpectedErrorInTest"),
    IO_ERROR_LOAD_CONTRACT("IOErrorLoadContract");

    private final String officialName;
    private final String message;

    VmFault(String officialName) {
        this(officialName, officialName);
    }

    VmFault(String officialName, String message) {
        this.officialName = officialName;
        this.message = message;
    }

    /** What the official node says of it when there is nothing to add. */
    String message() {
        return message;
    }

    /** Whether the state lacks something that code asked for, which is no fault of the code. */
    public boolean isOfState() {
        return this == IO_ERROR_LOAD_CONTRACT || this == UNCAUGHT_KEY_NOT_FOUND_ERROR;
    }

    /** The official name. */
    @Override
    public String toString() {
        return officialName;
    }
}
