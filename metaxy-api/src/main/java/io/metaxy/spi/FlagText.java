package io.metaxy.spi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words for true and false in configurations, those of the Python library. */
public final class FlagText {
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  private FlagText() {}

  /** What {@code text} says, in whatever case; empty if it is none of the words. */
  public static Optional<Boolean> read(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return TRUE.contains(word)
        ? Optional.of(true)
        : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
  }
}
