package io.metaxy.sqlite;

import io.metaxy.sql.ColumnCodec;
import io.metaxy.sql.PlainValues;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps as microseconds since 1970, UTC. All rows of a write have one time, so the last one is
 * remembered.
 */
final class TimestampCodec implements ColumnCodec {
  private long lastMicros;
  private Instant last = Instant.EPOCH;

  @Override
  public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    Instant instant = (Instant) value;
    if (!instant.equals(last)) {
      lastMicros = PlainValues.micros(instant);
      last = instant;
    }
    statement.setLong(index, lastMicros);
  }

  @Override
  public @Nullable Object read(ResultSet row, int index) throws SQLException {
    long micros = row.getLong(index);
    if (micros == 0 && row.wasNull()) {
      return null;
    }
    if (micros != lastMicros) {
      last = PlainValues.instant(micros);
      lastMicros = micros;
    }
    return last;
  }
}
