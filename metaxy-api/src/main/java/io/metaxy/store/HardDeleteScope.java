package io.metaxy.store;

/** What a hard delete removes (rule H2). */
public enum HardDeleteScope {
  /** Every stored row of the samples whose latest row matches, so that nothing older resurfaces. */
  SAMPLES,
  /** Just the stored rows that match, whatever comes to light; so the Python library does it. */
  ROWS
}
