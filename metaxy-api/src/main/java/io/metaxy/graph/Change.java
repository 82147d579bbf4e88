package io.metaxy.graph;

/** What became of a feature or field from one version of a project to another. */
public enum Change {
  /** It is only in the newer one. */
  ADDED,
  /** It is only in the older one. */
  REMOVED,
  /** It is in both, and not the same. */
  CHANGED,
  /** It is in both, and the same. */
  UNCHANGED
}
