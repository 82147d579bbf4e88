package io.metaxy.core.function;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and times in ISO 8601: a day, or day and time parted by {@code T} or a space, UTC unless
 * they say otherwise.
 */
public final class IsoTime {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          // Else the 31st of February would be its last day.
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoTime() {}

  /**
   * The instant of {@code text}, in whole microseconds.
   *
   * @throws DateTimeException if it is no date or time
   */
  public static Instant parse(String text) {
    String trimmed = text.strip();
    // Between day and time a space is as good as a T, before an offset it is none.
    String iso =
        trimmed.length() > 10 && trimmed.charAt(10) == ' '
            ? trimmed.substring(0, 10) + "T" + trimmed.substring(11).strip().replace(" ", "")
            : trimmed;
    TemporalAccessor parsed =
        FORMAT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    Instant instant =
        parsed instanceof OffsetDateTime offset
            ? offset.toInstant()
            : parsed instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((LocalDate) parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether {@code text} is a day without a time. */
  public static boolean isDay(String text) {
    return text.strip().length() == 10;
  }
}
