package io.metaxy;

import io.metaxy.graph.VersionedGraph;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.util.List;

/** A {@code metaxy.toml}, the features that it names and the stores that it configures. */
public interface Project {

  /** The project's name. */
  String name();

  /** The file that was found. */
  Path file();

  /** Its features, from Java, feature files and {@code metaxy.lock}. */
  FeatureGraph features();

  /** The names of its stores. */
  List<String> stores();

  /** The name of the store that is meant when none is named. */
  String defaultStore();

  /**
   * Opens the store {@code name}.
   *
   * @throws MetaxyException {@code UNKNOWN_STORE} with the names there are
   */
  default MetadataStore open(String name) {
    return open(name, AccessMode.WRITE);
  }

  /**
   * Opens the store {@code name}. Its fallback stores are opened for reading when they are first
   * needed, and closed with it.
   *
   * @throws MetaxyException {@code UNKNOWN_STORE} with the names there are, for a fallback store,
   *     too; {@code INVALID_CONFIG} if stores fall back to each other in a circle, or hash
   *     provenance in different ways
   */
  MetadataStore open(String name, AccessMode mode);

  /** Opens the default store. */
  default MetadataStore open() {
    return open(defaultStore());
  }

  /**
   * The project's features with their versions, as they are defined now; no store is asked.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE} if a parent is not among {@link #features()}
   */
  VersionedGraph graph();

  /** Where the project's lock file is, or would be. */
  Path lockFile();

  /**
   * Writes a lock file: the features of other projects that this project's features are made from,
   * as they were pushed to a store last, and those that {@code extra_features} of the configuration
   * names.
   *
   * @param store the name of the store
   * @param file the lock file to write; {@link #lockFile()} is the one that is read
   * @throws MetaxyException {@code UNKNOWN_FEATURE} if one was not pushed to the store; {@code
   *     INVALID_CONFIG} if the project has no name; {@code INVALID_FEATURE} if a feature's version
   *     is not the one that was pushed, since a parent has changed; no file is written then
   */
  LockReceipt lock(String store, Path file);

  /** Writes the project's lock file from its default store. */
  default LockReceipt lock() {
    return lock(defaultStore(), lockFile());
  }
}
