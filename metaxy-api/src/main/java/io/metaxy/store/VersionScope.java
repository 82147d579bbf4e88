package io.metaxy.store;

/** Which feature versions an operation sees (rules R1, R4, H3). */
public enum VersionScope {
  /** Only rows of one feature version, the current one unless another is named. */
  CURRENT,
  /** Every feature version by itself: the latest row per sample and version (rule R4). */
  EACH,
  /**
   * All feature versions as one history: the latest row per sample, whichever version wrote it.
   * This is what the Python library's {@code with_feature_history} means.
   */
  ACROSS
}
