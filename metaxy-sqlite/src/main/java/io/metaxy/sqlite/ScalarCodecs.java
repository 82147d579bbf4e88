package io.metaxy.sqlite;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.sql.ColumnCodec;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Values of the plain types. Times are whole numbers: microseconds and days since 1970, UTC. NaN is
 * the text {@code NaN}, which SQLite puts above every number and finds equal to itself: just what
 * rule E1 wants; as a double it would become null.
 */
final class ScalarCodecs {
  static final String NAN = "NaN";

  private ScalarCodecs() {}

  static final ColumnCodec INT64 =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          statement.setLong(index, (Long) value);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          return number(row, index);
        }
      };

  /** A null reads as 0, so only a 0 is worth a second look. */
  private static @Nullable Long number(ResultSet row, int index) throws SQLException {
    long value = row.getLong(index);
    return value == 0 && row.wasNull() ? null : (Long) value;
  }

  static final ColumnCodec FLOAT64 =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          double number = (Double) value;
          if (Double.isNaN(number)) {
            statement.setString(index, NAN);
          } else {
            statement.setDouble(index, number);
          }
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          double value = row.getDouble(index);
          if (value != 0) {
            return value;
          }
          // Null and the text NaN read as 0, too.
          String text = row.getString(index);
          return text == null ? null : (Double) (text.equals(NAN) ? Double.NaN : value);
        }
      };

  static final ColumnCodec STRING =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          statement.setString(index, wellFormed((String) value));
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          return row.getString(index);
        }
      };

  /** Half a surrogate pair is no character: UTF-8 would store a question mark. */
  static String wellFormed(String text) {
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

  static final ColumnCodec BOOLEAN =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          statement.setInt(index, (Boolean) value ? 1 : 0);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          Long value = number(row, index);
          return value == null ? null : (Boolean) (value != 0);
        }
      };

  static final ColumnCodec DATE =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          statement.setLong(index, ((LocalDate) value).toEpochDay());
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          Long value = number(row, index);
          return value == null ? null : LocalDate.ofEpochDay(value);
        }
      };

  static long micros(Instant instant) {
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

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }

  static final ColumnCodec BINARY =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          statement.setBytes(index, (byte[]) value);
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          byte[] bytes = row.getBytes(index);
          // The driver gives null for an empty blob as well.
          return bytes == null && row.getObject(index) != null ? new byte[0] : bytes;
        }
      };

  static final ColumnCodec DECIMAL =
      new ColumnCodec() {
        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
          statement.setString(index, ((BigDecimal) value).toPlainString());
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          String text = row.getString(index);
          return text == null ? null : new BigDecimal(text);
        }
      };
}
