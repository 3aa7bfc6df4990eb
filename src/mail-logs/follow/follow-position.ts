/** How far one file has been read. Enough to find it again after it was renamed, copied, or compressed. */
export interface FilePosition {
  readonly device: number;
  readonly inode: number;
  /** Epoch milliseconds; tells an empty file from another that got its inode number. */
  readonly createdAt: number;
  /** Start of the first line that has not been handed to the correlator. */
  readonly offset: number;
  readonly line: number;
  /** When it was written last, as of the last read: what is younger has not been seen. Epoch milliseconds. */
  readonly modifiedAt: number;
  /** SHA-256 of the first `headLength` bytes: an inode number is used again, and a truncated file keeps its own. */
  readonly headLength: number;
  /** Read to its end long ago; kept because what is younger than it has not been seen. */
  readonly isComplete: boolean;
  readonly headHash: string;
}

/**
 * Where a follower stands: to be committed in the transaction that counts the batch's records, and handed back at the
 * next start. Plain JSON. `state` holds the open submissions, at most `maximumOpen` of them, a few hundred bytes each.
 */
export interface FollowPosition {
  readonly version: 1;
  /** The oldest first; the last one is the file under its own name. */
  readonly files: readonly FilePosition[];
  readonly state: unknown;
}
