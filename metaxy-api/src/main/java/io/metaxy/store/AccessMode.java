package io.metaxy.store;

/** What a store is opened for. */
public enum AccessMode {
  /** Reading alone: whatever would change the store fails as {@code READ_ONLY}. */
  READ,
  /** Reading and writing. */
  WRITE
}
