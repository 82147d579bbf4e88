package io.metaxy.spi;

import java.util.List;

/**
 * Makes backends of one kind. Found with {@link java.util.ServiceLoader}, chosen by name: a
 * provider that is merely on the class path does nothing.
 */
public interface BackendProvider {

  /** The {@code type} of a store in {@code metaxy.toml}. */
  String name();

  /** Other values of {@code type} that mean this backend, such as the Python library's class. */
  default List<String> aliases() {
    return List.of();
  }

  /** The options that {@code config} may hold; any other is an error. */
  List<ConfigOption> options();

  /**
   * Opens a backend.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_CONFIG}, {@code UNREADABLE_STORE} (rule F2),
   *     {@code UNREACHABLE}
   */
  Backend open(BackendConfig config);
}
