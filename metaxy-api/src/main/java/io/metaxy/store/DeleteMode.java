package io.metaxy.store;

/** How a deletion deletes. */
public enum DeleteMode {
  /** A tombstone per sample is appended; history stays (group S of the rules). */
  SOFT,
  /** Stored rows are removed (group H of the rules). */
  HARD
}
