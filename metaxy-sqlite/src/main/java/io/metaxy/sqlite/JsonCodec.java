package io.metaxy.sqlite;

import io.metaxy.schema.DataType;
import io.metaxy.sql.ColumnCodec;
import io.metaxy.sql.NestedJson;
import io.metaxy.sql.TextMapJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists, maps and structs as JSON text ({@link NestedJson}). */
final class JsonCodec implements ColumnCodec {
  private final DataType type;
  private final TextMapJson textMaps = new TextMapJson();
  private @Nullable Object lastValue;
  private String lastText = "";
  private @Nullable String readText;
  private @Nullable Object readValue;

  JsonCodec(DataType type) {
    this.type = type;
  }

  @Override
  public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
    statement.setString(index, text(value));
  }

  // Provenance and data version are the same map in most rows: written once and bound twice, parsed
  // once and given twice. So what is given cannot be changed.

  private String text(Object value) {
    if (value != lastValue) {
      lastText = encoded(value);
      lastValue = value;
    }
    return lastText;
  }

  private String encoded(Object value) {
    String simple = type.equals(DataType.STRING_MAP) ? TextMapJson.encode((Map<?, ?>) value) : null;
    return simple != null ? simple : NestedJson.encode(type, value);
  }

  private @Nullable Object decoded(String text) {
    Object simple = type.equals(DataType.STRING_MAP) ? textMaps.decode(text) : null;
    return simple != null ? simple : NestedJson.decode(type, text);
  }

  @Override
  public @Nullable Object read(ResultSet row, int index) throws SQLException {
    String text = row.getString(index);
    if (text == null) {
      return null;
    }
    if (!text.equals(readText)) {
      readValue = decoded(text);
      readText = text;
    }
    return readValue;
  }
}
