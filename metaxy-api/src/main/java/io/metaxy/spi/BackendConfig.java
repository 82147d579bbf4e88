package io.metaxy.spi;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.AccessMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The options of one store, checked against the provider's {@link ConfigOption}s.
 *
 * @param store the store's name, for messages
 * @param directory where relative paths start
 * @param options by name; values are {@code String}, {@code Long}, {@code Boolean} or {@code Map}
 * @param mode what the store is opened for. The store itself refuses changes to one that is for
 *     reading; a backend may take it as a hint, and let more readers in
 */
public record BackendConfig(
    String store, Path directory, Map<String, Object> options, AccessMode mode) {
  private static final Duration CENTURY = Duration.ofDays(36_525);

  public BackendConfig {
    options = Map.copyOf(options);
  }

  /** The options of a store that is written, too. */
  public BackendConfig(String store, Path directory, Map<String, Object> options) {
    this(store, directory, options, AccessMode.WRITE);
  }

  /** The text of option {@code name}. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(options.get(name)).map(Object::toString);
  }

  /**
   * The path of option {@code name}, made absolute.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} if it is missing
   */
  public Path requiredPath(String name) {
    String text =
        text(name)
            .orElseThrow(
                () ->
                    new MetaxyException(
                        ErrorCode.INVALID_CONFIG,
                        "Store " + store + " has no option " + name + ".",
                        "Add `" + name + " = \"…\"` to its config."));
    return directory.resolve(text).toAbsolutePath().normalize();
  }

  /**
   * The whole number of option {@code name}, or {@code otherwise}.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} if it is none
   */
  public long number(String name, long otherwise) {
    Object value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "Option " + name + " of store " + store + " is '" + value + "', not a whole number.",
          "Give a whole number.",
          e);
    }
  }

  /**
   * The time that option {@code name} gives in milliseconds, or so many of {@code otherwise}. More
   * than a century, as who means "for ever" may write, counts as one: it can be added to a clock.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} if it is no whole number, or negative
   */
  public Duration milliseconds(String name, long otherwise) {
    long number = number(name, otherwise);
    if (number < 0) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "Option " + name + " of store " + store + " is " + number + ", which is negative.",
          "Give a number of milliseconds, 0 or more.");
    }
    return Duration.ofMillis(Math.min(number, CENTURY.toMillis()));
  }

  /**
   * Whether option {@code name} is true; {@code otherwise} if it is not given.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} if it is none of the words of {@link FlagText}
   */
  public boolean flag(String name, boolean otherwise) {
    Object value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    return FlagText.read(value.toString())
        .orElseThrow(
            () ->
                new MetaxyException(
                    ErrorCode.INVALID_CONFIG,
                    "Option "
                        + name
                        + " of store "
                        + store
                        + " is '"
                        + value
                        + "', neither true nor false.",
                    "Write true or false."));
  }

  /** Without the options, among which may be secrets. */
  @Override
  public String toString() {
    return "options of store " + store;
  }
}
