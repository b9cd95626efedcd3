package io.ripcord.api.disk;

/** Every place at which the product changes what lasts: where a power cut, a full disk or a bad one can strike. */
public enum DiskPoint {
    REPLACE_CREATE,
    REPLACE_WRITE,
    REPLACE_SYNC,
    REPLACE_RENAME,
    REPLACE_SYNC_FOLDER,
    OVERWRITE_OPEN,
    OVERWRITE_WRITE,
    OVERWRITE_CUT,
    OVERWRITE_SYNC,
    OVERWRITE_SYNC_FOLDER,
    APPEND_OPEN,
    APPEND_WRITE,
    APPEND_SYNC,
    APPEND_CUT,
    APPEND_SYNC_FOLDER,
    INTAKE_CREATE,
    INTAKE_WRITE,
    INTAKE_SYNC,
    BLOCKS_OPEN,
    BLOCK_WRITE,
    BLOCKS_SYNC,
    CLAIMS_OPEN,
    CLAIM_WRITE,
    CLAIMS_SYNC,
    CLAIMS_CLEAR,
    PUBLISH_RENAME,
    PUBLISH_SYNC_FOLDER,
    REMOVE;

    /** True if it takes nothing from a disk that is full. */
    public boolean isFree() {
        return this == OVERWRITE_CUT || this == APPEND_CUT || this == CLAIMS_CLEAR || this == REMOVE;
    }

    /** True if it waits for the disk. */
    public boolean isSync() {
        return name().contains("SYNC");
    }
}
