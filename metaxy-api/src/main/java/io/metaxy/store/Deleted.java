package io.metaxy.store;

/** What a read does with tombstones (rules R1, R3). */
public enum Deleted {
  /** Samples whose latest row is a tombstone are left out. */
  EXCLUDE,
  /** Tombstones are rows like others. */
  INCLUDE,
  /** Only samples whose latest row is a tombstone. */
  ONLY
}
