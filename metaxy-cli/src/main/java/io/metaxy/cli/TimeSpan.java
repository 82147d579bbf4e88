package io.metaxy.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of time as people write it: {@code 90s}, {@code 15m}, {@code 12h}, {@code 3d}. */
final class TimeSpan {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

  private TimeSpan() {}

  /** The span that {@code text}, the value of {@code option}, says. */
  static Duration of(String option, String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new WrongUse(
          option + " is '" + text + "'. Give a number of s, m, h or d, such as 12h or 3d.");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
