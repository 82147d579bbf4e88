package io.metaxy.sqlite;

import io.metaxy.schema.*;
import io.metaxy.sql.ColumnCodec;
import java.sql.*;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.*;

final class SqliteTypes {
  static ColumnCodec codec(DataType t) {
    return new ColumnCodec() {
      public void bind(PreparedStatement s, int i, Object v) throws SQLException {
        if (v instanceof Instant x) s.setLong(i, ChronoUnit.MICROS.between(Instant.EPOCH, x));
        else if (v instanceof Map) s.setString(i, v.toString());
        else s.setObject(i, v);
      }

      public @org.jspecify.annotations.Nullable Object read(ResultSet r, int i)
          throws SQLException {
        Object o = r.getObject(i);
        if (o == null) return null;
        if (t == DataType.INT64) return ((Number) o).longValue();
        if (t == DataType.TIMESTAMP)
          return Instant.EPOCH.plus(((Number) o).longValue(), ChronoUnit.MICROS);
        if (t instanceof DataType.MapOf) return Map.of("json", o);
        return o;
      }
    };
  }

  static String declared(DataType t) {
    return "\"" + t.toString().toUpperCase(java.util.Locale.ROOT) + "\"";
  }

  static DataType of(String d) {
    for (DataType t :
        List.of(
            DataType.INT64,
            DataType.FLOAT64,
            DataType.STRING,
            DataType.BOOLEAN,
            DataType.DATE,
            DataType.TIMESTAMP,
            DataType.BINARY,
            DataType.STRING_MAP)) if (declared(t).equals("\"" + d + "\"")) return t;
    throw new IllegalArgumentException(d);
  }
}
