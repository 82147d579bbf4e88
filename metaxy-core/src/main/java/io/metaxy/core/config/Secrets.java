package io.metaxy.core.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which values are never printed: by the name of their key, and passwords inside addresses. */
final class Secrets {
  private static final Pattern NAMES =
      Pattern.compile(".*(password|passwd|token|secret|credential|api_?key|private_?key).*");

  private Secrets() {}

  static @Nullable Object hidden(String key, @Nullable Object value) {
    if (value != null && NAMES.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
      return Setting.HIDDEN;
    }
    return value instanceof String text ? SecretText.hidden(text) : value;
  }
}
