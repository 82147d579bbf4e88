package io.metaxy.sqlite;

import io.metaxy.sql.ColumnCodec;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
          statement.setString(index, PlainValues.wellFormed((String) value));
        }

        @Override
        public @Nullable Object read(ResultSet row, int index) throws SQLException {
          return row.getString(index);
        }
      };

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
