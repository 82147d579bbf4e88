package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.sql.ColumnCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as the driver gives them, cell by cell: the slower way, which needs no Arrow. */
final class JdbcValues implements ColumnCodec {
  private final DataType type;

  JdbcValues(DataType type) {
    this.type = type;
  }

  @Override
  public void bind(PreparedStatement statement, int index, Object value) {
    throw new UnsupportedOperationException("rows are appended, not bound");
  }

  @Override
  public @Nullable Object read(ResultSet row, int index) throws SQLException {
    Object value = row.getObject(index);
    if (value instanceof Timestamp) {
      // It has gone through the local time of this JVM, which lacks an hour of each year.
      value = row.getObject(index, LocalDateTime.class);
    }
    return value == null ? null : ours(type, value);
  }

  private static Object ours(DataType type, Object value) throws SQLException {
    if (type instanceof DataType.ListOf list) {
      return list(list, ((Array) value).getArray());
    }
    if (type instanceof DataType.MapOf map) {
      return map(map, (Map<?, ?>) value);
    }
    if (type instanceof DataType.Struct struct) {
      return struct(struct, ((Struct) value).getAttributes());
    }
    if (type instanceof DataType.Decimal) {
      return value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
    }
    return switch ((DataType.Scalar) type) {
      case INT64 -> ((Number) value).longValue();
      case FLOAT64 -> ((Number) value).doubleValue();
      case STRING -> value.toString();
      case BOOLEAN -> value;
      case DATE -> (LocalDate) value;
      case TIMESTAMP -> instant(value);
      case BINARY -> bytes((Blob) value);
    };
  }

  private static Instant instant(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
  }

  private static byte[] bytes(Blob blob) throws SQLException {
    return blob.getBytes(1, (int) blob.length());
  }

  private static List<@Nullable Object> list(DataType.ListOf type, Object array)
      throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : (Object[]) array) {
      list.add(element == null ? null : ours(type.element(), element));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<Object, @Nullable Object> map(DataType.MapOf type, Map<?, ?> values)
      throws SQLException {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Object value = entry.getValue();
      map.put(ours(type.key(), entry.getKey()), value == null ? null : ours(type.value(), value));
    }
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, @Nullable Object> struct(DataType.Struct type, Object[] values)
      throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      Column field = type.fields().get(i);
      map.put(field.name(), values[i] == null ? null : ours(field.type(), values[i]));
    }
    return Collections.unmodifiableMap(map);
  }
}
