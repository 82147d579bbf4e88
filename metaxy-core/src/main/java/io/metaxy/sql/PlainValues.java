package io.metaxy.sql;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.time.Instant;

/** Checks and conversions of values that engines share. */
public final class PlainValues {
  private PlainValues() {}

  /** Half a surrogate pair is no character: UTF-8 would store a question mark. */
  public static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new MetaxyException(
              ErrorCode.INVALID_ROWS,
              "A text has half a surrogate pair at its character " + i + ", so it is no Unicode.",
              "Mend the text; nothing was stored.");
        }
        i++;
      }
    }
    return text;
  }

  /**
   * Microseconds since 1970.
   *
   * @throws MetaxyException {@code INVALID_ROWS} if they do not fit 64 bits
   */
  public static long micros(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    } catch (ArithmeticException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_ROWS,
          "The time " + instant + " is more than 292,000 years away from 1970.",
          "Mend the time; nothing was stored.",
          e);
    }
  }

  /** The instant that is so many microseconds after 1970. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }
}
