package io.metaxy.spi;

import org.jspecify.annotations.Nullable;

/**
 * An option of a backend.
 *
 * @param name its key below {@code [stores.NAME.config]}
 * @param type what its value is
 * @param documentation a sentence for {@code metaxy list backends}
 * @param defaultValue the value if it is not given, as text; null if there is none
 */
public record ConfigOption(
    String name, Type type, String documentation, @Nullable String defaultValue) {

  /** An option without a default. */
  public static ConfigOption of(String name, Type type, String documentation) {
    return new ConfigOption(name, type, documentation, null);
  }

  /** What an option's value is. */
  public enum Type {
    /** Text. */
    TEXT,
    /** A file or folder; relative ones start at the folder of {@code metaxy.toml}. */
    PATH,
    /** A whole number. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** Milliseconds, a whole number. */
    MILLISECONDS,
    /** Names and texts, passed on as they are. */
    TABLE,
    /** Text that is never printed. */
    SECRET
  }
}
