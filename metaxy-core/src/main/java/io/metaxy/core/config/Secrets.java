package io.metaxy.core.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is secret whatever a backend says: by the name of its key, and passwords inside addresses.
 */
final class Secrets {
  private static final Pattern NAMES =
      Pattern.compile(".*(password|passwd|token|secret|credential|api_?key|private_?key).*");

  private Secrets() {}

  /** Whether the value of {@code key} is never printed. */
  static boolean isSecret(String key) {
    return NAMES.matcher(key.toLowerCase(Locale.ROOT)).matches();
  }

  /** The value without the passwords of addresses in it. */
  static @Nullable Object withoutPasswords(@Nullable Object value) {
    return value instanceof String text ? SecretText.hidden(text) : value;
  }
}
