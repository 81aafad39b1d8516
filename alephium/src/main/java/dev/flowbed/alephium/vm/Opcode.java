package dev.flowbed.alephium.vm;

import org.jspecify.annotations.Nullable;

/** The instructions of the virtual machine, up to the Danube level, with their codes and gas (vm/Instr.scala, vm/GasSchedule.scala). */
public enum Opcode {
    CALL_LOCAL(0x00, "CallLocal", 0, Operand.INDEX),
    CALL_EXTERNAL(0x01, "CallExternal", 0, Operand.INDEX),
    RETURN(0x02, "Return", 0),
    CONST_TRUE(0x03, "ConstTrue", 2),
    CONST_FALSE(0x04, "ConstFalse", 2),
    I256_CONST_0(0x05, "I256Const0", 2),
    I256_CONST_1(0x06, "I256Const1", 2),
    I256_CONST_2(0x07, "I256Const2", 2),
    I256_CONST_3(0x08, "I256Const3", 2),
    I256_CONST_4(0x09, "I256Const4", 2),
    I256_CONST_5(0x0a, "I256Const5", 2),
    I256_CONST_N1(0x0b, "I256ConstN1", 2),
    U256_CONST_0(0x0c, "U256Const0", 2),
    U256_CONST_1(0x0d, "U256Const1", 2),
    U256_CONST_2(0x0e, "U256Const2", 2),
    U256_CONST_3(0x0f, "U256Const3", 2),
    U256_CONST_4(0x10, "U256Const4", 2),
    U256_CONST_5(0x11, "U256Const5", 2),
    I256_CONST(0x12, "I256Const", 2, Operand.SIGNED),
    U256_CONST(0x13, "U256Const", 2, Operand.UNSIGNED),
    BYTES_CONST(0x14, "BytesConst", 2, Operand.BYTES),
    ADDRESS_CONST(0x15, "AddressConst", 2, Operand.ADDRESS),
    LOAD_LOCAL(0x16, "LoadLocal", 3, Operand.INDEX),
    STORE_LOCAL(0x17, "StoreLocal", 3, Operand.INDEX),
    POP(0x18, "Pop", 2),
    BOOL_NOT(0x19, "BoolNot", 3),
    BOOL_AND(0x1a, "BoolAnd", 3),
    BOOL_OR(0x1b, "BoolOr", 3),
    BOOL_EQ(0x1c, "BoolEq", 3),
    BOOL_NEQ(0x1d, "BoolNeq", 3),
    BOOL_TO_BYTE_VEC(0x1e, "BoolToByteVec", 0),
    I256_ADD(0x1f, "I256Add", 3),
    I256_SUB(0x20, "I256Sub", 3),
    I256_MUL(0x21, "I256Mul", 5),
    I256_DIV(0x22, "I256Div", 5),
    I256_MOD(0x23, "I256Mod", 5),
    I256_EQ(0x24, "I256Eq", 3),
    I256_NEQ(0x25, "I256Neq", 3),
    I256_LT(0x26, "I256Lt", 3),
    I256_LE(0x27, "I256Le", 3),
    I256_GT(0x28, "I256Gt", 3),
    I256_GE(0x29, "I256Ge", 3),
    U256_ADD(0x2a, "U256Add", 3),
    U256_SUB(0x2b, "U256Sub", 3),
    U256_MUL(0x2c, "U256Mul", 5),
    U256_DIV(0x2d, "U256Div", 5),
    U256_MOD(0x2e, "U256Mod", 5),
    U256_EQ(0x2f, "U256Eq", 3),
    U256_NEQ(0x30, "U256Neq", 3),
    U256_LT(0x31, "U256Lt", 3),
    U256_LE(0x32, "U256Le", 3),
    U256_GT(0x33, "U256Gt", 3),
    U256_GE(0x34, "U256Ge", 3),
    U256_MOD_ADD(0x35, "U256ModAdd", 8),
    U256_MOD_SUB(0x36, "U256ModSub", 8),
    U256_MOD_MUL(0x37, "U256ModMul", 8),
    NUMERIC_BIT_AND(0x38, "NumericBitAnd", 5),
    NUMERIC_BIT_OR(0x39, "NumericBitOr", 5),
    NUMERIC_XOR(0x3a, "NumericXor", 5),
    NUMERIC_SHL(0x3b, "NumericSHL", 5),
    NUMERIC_SHR(0x3c, "NumericSHR", 5),
    I256_TO_U256(0x3d, "I256ToU256", 3),
    I256_TO_BYTE_VEC(0x3e, "I256ToByteVec", 0),
    U256_TO_I256(0x3f, "U256ToI256", 3),
    U256_TO_BYTE_VEC(0x40, "U256ToByteVec", 0),
    BYTE_VEC_EQ(0x41, "ByteVecEq", 0),
    BYTE_VEC_NEQ(0x42, "ByteVecNeq", 0),
    BYTE_VEC_SIZE(0x43, "ByteVecSize", 2),
    BYTE_VEC_CONCAT(0x44, "ByteVecConcat", 0),
    ADDRESS_EQ(0x45, "AddressEq", 3),
    ADDRESS_NEQ(0x46, "AddressNeq", 3),
    ADDRESS_TO_BYTE_VEC(0x47, "AddressToByteVec", 0),
    IS_ASSET_ADDRESS(0x48, "IsAssetAddress", 3),
    IS_CONTRACT_ADDRESS(0x49, "IsContractAddress", 3),
    JUMP(0x4a, "Jump", 8, Operand.OFFSET),
    IF_TRUE(0x4b, "IfTrue", 8, Operand.OFFSET),
    IF_FALSE(0x4c, "IfFalse", 8, Operand.OFFSET),
    ASSERT(0x4d, "Assert", 3),
    BLAKE2B(0x4e, "Blake2b", 0),
    KECCAK256(0x4f, "Keccak256", 0),
    SHA256(0x50, "Sha256", 0),
    SHA3(0x51, "Sha3", 0),
    VERIFY_TX_SIGNATURE(0x52, "VerifyTxSignature", 2000),
    VERIFY_SECP256K1(0x53, "VerifySecP256K1", 2000),
    VERIFY_ED25519(0x54, "VerifyED25519", 2000),
    NETWORK_ID(0x55, "NetworkId", 3),
    BLOCK_TIMESTAMP(0x56, "BlockTimeStamp", 3),
    BLOCK_TARGET(0x57, "BlockTarget", 3),
    TX_ID(0x58, "TxId", 3),
    TX_INPUT_ADDRESS_AT(0x59, "TxInputAddressAt", 3),
    TX_INPUTS_SIZE(0x5a, "TxInputsSize", 3),
    VERIFY_ABSOLUTE_LOCKTIME(0x5b, "VerifyAbsoluteLocktime", 5),
    VERIFY_RELATIVE_LOCKTIME(0x5c, "VerifyRelativeLocktime", 8),
    LOG1(0x5d, "Log1", 0),
    LOG2(0x5e, "Log2", 0),
    LOG3(0x5f, "Log3", 0),
    LOG4(0x60, "Log4", 0),
    LOG5(0x61, "Log5", 0),
    BYTE_VEC_SLICE(0x62, "ByteVecSlice", 0),
    BYTE_VEC_TO_ADDRESS(0x63, "ByteVecToAddress", 0),
    ENCODE(0x64, "Encode", 0),
    ZEROS(0x65, "Zeros", 0),
    U256_TO1_BYTE(0x66, "U256To1Byte", 0),
    U256_TO2_BYTE(0x67, "U256To2Byte", 0),
    U256_TO4_BYTE(0x68, "U256To4Byte", 0),
    U256_TO8_BYTE(0x69, "U256To8Byte", 0),
    U256_TO16_BYTE(0x6a, "U256To16Byte", 0),
    U256_TO32_BYTE(0x6b, "U256To32Byte", 0),
    U256_FROM1_BYTE(0x6c, "U256From1Byte", 0),
    U256_FROM2_BYTE(0x6d, "U256From2Byte", 0),
    U256_FROM4_BYTE(0x6e, "U256From4Byte", 0),
    U256_FROM8_BYTE(0x6f, "U256From8Byte", 0),
    U256_FROM16_BYTE(0x70, "U256From16Byte", 0),
    U256_FROM32_BYTE(0x71, "U256From32Byte", 0),
    ETH_EC_RECOVER(0x72, "EthEcRecover", 2500),
    LOG6(0x73, "Log6", 0),
    LOG7(0x74, "Log7", 0),
    LOG8(0x75, "Log8", 0),
    LOG9(0x76, "Log9", 0),
    CONTRACT_ID_TO_ADDRESS(0x77, "ContractIdToAddress", 0),
    LOAD_LOCAL_BY_INDEX(0x78, "LoadLocalByIndex", 5),
    STORE_LOCAL_BY_INDEX(0x79, "StoreLocalByIndex", 5),
    DUP(0x7a, "Dup", 2),
    ASSERT_WITH_ERROR_CODE(0x7b, "AssertWithErrorCode", 3),
    SWAP(0x7c, "Swap", 2),
    BLOCK_HASH(0x7d, "BlockHash", 2),
    DEBUG(0x7e, "DEBUG", 0, Operand.TEXT),
    TX_GAS_PRICE(0x7f, "TxGasPrice", 2),
    TX_GAS_AMOUNT(0x80, "TxGasAmount", 2),
    TX_GAS_FEE(0x81, "TxGasFee", 2),
    I256_EXP(0x82, "I256Exp", 0),
    U256_EXP(0x83, "U256Exp", 0),
    U256_MOD_EXP(0x84, "U256ModExp", 0),
    VERIFY_BIP340_SCHNORR(0x85, "VerifyBIP340Schnorr", 2000),
    GET_SEGREGATED_SIGNATURE(0x86, "GetSegregatedSignature", 3),
    MUL_MOD_N(0x87, "MulModN", 0),
    ADD_MOD_N(0x88, "AddModN", 0),
    U256_TO_STRING(0x89, "U256ToString", 0),
    I256_TO_STRING(0x8a, "I256ToString", 0),
    BOOL_TO_STRING(0x8b, "BoolToString", 0),
    GROUP_OF_ADDRESS(0x8c, "GroupOfAddress", 5),
    VERIFY_SIGNATURE(0x8d, "VerifySignature", 2000),
    GET_SEGREGATED_WEBAUTHN_SIGNATURE(0x8e, "GetSegregatedWebAuthnSignature", 8),
    DEV_INSTR(0x8f, "DevInstr", 0, Operand.DEVELOPMENT),
    I256_ROUND_INFINITY_DIV(0x90, "I256RoundInfinityDiv", 5),
    U256_ROUND_INFINITY_DIV(0x91, "U256RoundInfinityDiv", 5),
    LOAD_MUT_FIELD(0xa0, "LoadMutField", 3, Operand.INDEX),
    STORE_MUT_FIELD(0xa1, "StoreMutField", 3, Operand.INDEX),
    APPROVE_ALPH(0xa2, "ApproveAlph", 30),
    APPROVE_TOKEN(0xa3, "ApproveToken", 30),
    ALPH_REMAINING(0xa4, "AlphRemaining", 30),
    TOKEN_REMAINING(0xa5, "TokenRemaining", 30),
    IS_PAYING(0xa6, "IsPaying", 30),
    TRANSFER_ALPH(0xa7, "TransferAlph", 30),
    TRANSFER_ALPH_FROM_SELF(0xa8, "TransferAlphFromSelf", 30),
    TRANSFER_ALPH_TO_SELF(0xa9, "TransferAlphToSelf", 30),
    TRANSFER_TOKEN(0xaa, "TransferToken", 30),
    TRANSFER_TOKEN_FROM_SELF(0xab, "TransferTokenFromSelf", 30),
    TRANSFER_TOKEN_TO_SELF(0xac, "TransferTokenToSelf", 30),
    CREATE_CONTRACT(0xad, "CreateContract", 32000),
    CREATE_CONTRACT_WITH_TOKEN(0xae, "CreateContractWithToken", 32000),
    COPY_CREATE_CONTRACT(0xaf, "CopyCreateContract", 24000),
    DESTROY_SELF(0xb0, "DestroySelf", 2000),
    SELF_CONTRACT_ID(0xb1, "SelfContractId", 3),
    SELF_ADDRESS(0xb2, "SelfAddress", 3),
    CALLER_CONTRACT_ID(0xb3, "CallerContractId", 5),
    CALLER_ADDRESS(0xb4, "CallerAddress", 5),
    IS_CALLED_FROM_TX_SCRIPT(0xb5, "IsCalledFromTxScript", 5),
    CALLER_INITIAL_STATE_HASH(0xb6, "CallerInitialStateHash", 5),
    CALLER_CODE_HASH(0xb7, "CallerCodeHash", 5),
    CONTRACT_INITIAL_STATE_HASH(0xb8, "ContractInitialStateHash", 5),
    CONTRACT_CODE_HASH(0xb9, "ContractCodeHash", 5),
    MIGRATE_SIMPLE(0xba, "MigrateSimple", 32000),
    MIGRATE_WITH_FIELDS(0xbb, "MigrateWithFields", 32000),
    COPY_CREATE_CONTRACT_WITH_TOKEN(0xbc, "CopyCreateContractWithToken", 24000),
    BURN_TOKEN(0xbd, "BurnToken", 30),
    LOCK_APPROVED_ASSETS(0xbe, "LockApprovedAssets", 30),
    CREATE_SUB_CONTRACT(0xbf, "CreateSubContract", 32000),
    CREATE_SUB_CONTRACT_WITH_TOKEN(0xc0, "CreateSubContractWithToken", 32000),
    COPY_CREATE_SUB_CONTRACT(0xc1, "CopyCreateSubContract", 24000),
    COPY_CREATE_SUB_CONTRACT_WITH_TOKEN(0xc2, "CopyCreateSubContractWithToken", 24000),
    LOAD_MUT_FIELD_BY_INDEX(0xc3, "LoadMutFieldByIndex", 5),
    STORE_MUT_FIELD_BY_INDEX(0xc4, "StoreMutFieldByIndex", 5),
    CONTRACT_EXISTS(0xc5, "ContractExists", 800),
    CREATE_CONTRACT_AND_TRANSFER_TOKEN(0xc6, "CreateContractAndTransferToken", 32000),
    COPY_CREATE_CONTRACT_AND_TRANSFER_TOKEN(0xc7, "CopyCreateContractAndTransferToken", 24000),
    CREATE_SUB_CONTRACT_AND_TRANSFER_TOKEN(0xc8, "CreateSubContractAndTransferToken", 32000),
    COPY_CREATE_SUB_CONTRACT_AND_TRANSFER_TOKEN(0xc9, "CopyCreateSubContractAndTransferToken", 24000),
    NULL_CONTRACT_ADDRESS(0xca, "NullContractAddress", 2),
    SUB_CONTRACT_ID(0xcb, "SubContractId", 0),
    SUB_CONTRACT_ID_OF(0xcc, "SubContractIdOf", 0),
    ALPH_TOKEN_ID(0xcd, "ALPHTokenId", 2),
    LOAD_IMM_FIELD(0xce, "LoadImmField", 3, Operand.INDEX),
    LOAD_IMM_FIELD_BY_INDEX(0xcf, "LoadImmFieldByIndex", 5),
    PAY_GAS_FEE(0xd0, "PayGasFee", 30),
    MINIMAL_CONTRACT_DEPOSIT(0xd1, "MinimalContractDeposit", 2),
    CREATE_MAP_ENTRY(0xd2, "CreateMapEntry", 32000, Operand.FIELD_COUNTS),
    METHOD_SELECTOR(0xd3, "MethodSelector", 0, Operand.SELECTOR),
    CALL_EXTERNAL_BY_SELECTOR(0xd4, "CallExternalBySelector", 0, Operand.SELECTOR),
    EXTERNAL_CALLER_CONTRACT_ID(0xd5, "ExternalCallerContractId", 5),
    EXTERNAL_CALLER_ADDRESS(0xd6, "ExternalCallerAddress", 5);

    private static final int FIRST_STATEFUL = 0xa0;
    private static final @Nullable Opcode[] BY_CODE = byCode();

    private final int code;
    private final String officialName;
    private final int gas;
    private final Operand operand;

    Opcode(int code, String officialName, int gas) {
        this(code, officialName, gas, Operand.NONE);
    }

    Opcode(int code, String officialName, int gas, Operand operand) {
        this.code = code;
        this.officialName = officialName;
        this.gas = gas;
        this.operand = operand;
    }

    private static @Nullable Opcode[] byCode() {
        @Nullable Opcode[] table = new Opcode[256];
        for (Opcode opcode : values()) {
            table[opcode.code] = opcode;
        }
        return table;
    }

    /** The instruction of a code, null when there is none. */
    public static @Nullable Opcode of(int code) {
        return BY_CODE[code];
    }

    /** The byte that stands for this instruction. */
    public int code() {
        return code;
    }

    /** The gas that is charged before it runs; 0 when the charge depends on operands and is made while it runs. */
    public int gas() {
        return gas;
    }

    /** What follows after the code. */
    public Operand operand() {
        return operand;
    }

    /** Whether it needs a world state: not allowed in the scripts behind addresses. */
    public boolean isStateful() {
        return code >= FIRST_STATEFUL || this == CALL_EXTERNAL;
    }

    /** The official name. */
    @Override
    public String toString() {
        return officialName;
    }
}
