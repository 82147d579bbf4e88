package io.metaxy;

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
}
