package dev.flowbed.rill.validation;

/** The rules that a header or block can break, under their official names (flow/.../ValidationStatus.scala). */
public enum BlockFault {
    INVALID_GROUP("InvalidGroup"),
    INVALID_BLOCK_VERSION("InvalidBlockVersion"),
    NO_INCREASING_TIME_STAMP("NoIncreasingTimeStamp"),
    EARLIER_THAN_LAUNCH_TIME_STAMP("EarlierThanLaunchTimeStamp"),
    TOO_ADVANCED_TIME_STAMP("TooAdvancedTimeStamp"),
    INVALID_WORK_AMOUNT("InvalidWorkAmount"),
    INVALID_WORK_TARGET("InvalidWorkTarget"),
    INVALID_UNCLE_TIME_STAMP("InvalidUncleTimeStamp"),
    INVALID_HEADER_FLOW("InvalidHeaderFlow"),
    INVALID_DEPS_NUM("InvalidDepsNum"),
    INVALID_DEPS_INDEX("InvalidDepsIndex"),
    INVALID_DEP_STATE_HASH("InvalidDepStateHash"),
    EMPTY_TRANSACTION_LIST("EmptyTransactionList"),
    TOO_MANY_TRANSACTIONS("TooManyTransactions"),
    TX_GAS_PRICE_NON_DECREASING("TxGasPriceNonDecreasing"),
    TOO_MUCH_GAS_USED("TooMuchGasUsed"),
    INVALID_COINBASE_FORMAT("InvalidCoinbaseFormat"),
    INVALID_COINBASE_DATA("InvalidCoinbaseData"),
    INVALID_COINBASE_REWARD("InvalidCoinbaseReward"),
    INVALID_COINBASE_LOCKED_AMOUNT("InvalidCoinbaseLockedAmount"),
    INVALID_COINBASE_LOCKUP_PERIOD("InvalidCoinbaseLockupPeriod"),
    INVALID_TXS_MERKLE_ROOT("InvalidTxsMerkleRoot"),
    BLOCK_DOUBLE_SPENDING("BlockDoubleSpending"),
    EXIST_INVALID_TX("ExistInvalidTx"),
    INVALID_BLOCK_HEIGHT("InvalidBlockHeight"),
    INVALID_POLW_INPUT_UNLOCK_SCRIPT("InvalidPoLWInputUnlockScript"),
    POLW_UNLOCK_SCRIPT_NOT_THE_SAME("PoLWUnlockScriptNotTheSame"),
    INVALID_POLW_CHANGE_OUTPUT_LOCKUP_SCRIPT("InvalidPoLWChangeOutputLockupScript"),
    INVALID_POLW_COINBASE_FORMAT("InvalidPoLWCoinbaseFormat"),
    INVALID_GHOST_UNCLE_SIZE("InvalidGhostUncleSize"),
    UNSORTED_GHOST_UNCLES("UnsortedGhostUncles"),
    INVALID_GHOST_UNCLE_DEPS("InvalidGhostUncleDeps"),
    NOT_GHOST_UNCLES_FOR_THE_BLOCK("NotGhostUnclesForTheBlock"),
    GHOST_UNCLE_HASH_CONFLICT_WITH_PARENT_HASH("GhostUncleHashConflictWithParentHash"),
    GHOST_UNCLES_ALREADY_USED("GhostUnclesAlreadyUsed"),
    GHOST_UNCLE_DOES_NOT_EXIST("GhostUncleDoesNotExist"),
    INVALID_GHOST_UNCLE_MINER("InvalidGhostUncleMiner"),
    DUPLICATE_GHOST_UNCLE_SINCE_DANUBE("DuplicateGhostUncleSinceDanube");

    private final String officialName;

    BlockFault(String officialName) {
        this.officialName = officialName;
    }

    /** The name that the official node logs and measures under. */
    public String officialName() {
        return officialName;
    }

    @Override
    public String toString() {
        return officialName;
    }
}
