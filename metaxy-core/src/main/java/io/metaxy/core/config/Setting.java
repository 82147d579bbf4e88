package io.metaxy.core.config;

import org.jspecify.annotations.Nullable;

/**
 * A value of the configuration and where it comes from. A secret value is never in it.
 *
 * @param name the path of the key, such as {@code stores.dev.config.database}
 * @param value the value; {@value #HIDDEN} of a secret
 * @param origin file and line, a variable of the environment, or {@value #DEFAULT}
 */
public record Setting(String name, @Nullable Object value, String origin) {
  /** What stands in place of a secret. */
  public static final String HIDDEN = "***";

  /** The origin of a value that nobody set. */
  public static final String DEFAULT = "default";
}
