package io.metaxy.core.inprocess;

import io.metaxy.core.plan.PlanTypes;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Literals of a plan as the values that rows hold. */
final class Constants {
  private Constants() {}

  static @Nullable Object of(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    DataType type = PlanTypes.type(literal.getType());
    // Calcite's plain values of times are numbers, of timestamps in milliseconds.
    Object value =
        type == DataType.DATE
            ? literal.getValueAs(DateString.class)
            : type == DataType.TIMESTAMP
                ? literal.getValueAs(TimestampString.class)
                : literal.getValue4();
    return value(value, type, literal);
  }

  /** A value inside a literal, such as a point of a search. */
  static Object value(@Nullable Object value, DataType type, RexLiteral literal) {
    Objects.requireNonNull(value, "a literal that is not null has a value");
    if (value instanceof NlsString text) {
      return text.getValue();
    }
    if (value instanceof Number number) {
      return number(number, type);
    }
    if (value instanceof DateString day) {
      return LocalDate.ofEpochDay(day.getDaysSinceEpoch());
    }
    if (value instanceof TimestampString time) {
      return Instant.parse(time.toString().replace(' ', 'T') + "Z");
    }
    if (value instanceof ByteString bytes) {
      return bytes.getBytes();
    }
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("no value of a column: " + literal);
  }

  private static Object number(Number number, DataType type) {
    if (type == DataType.FLOAT64) {
      return number.doubleValue();
    }
    BigDecimal exact =
        number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    return type == DataType.INT64 ? (Object) exact.longValueExact() : exact;
  }
}
