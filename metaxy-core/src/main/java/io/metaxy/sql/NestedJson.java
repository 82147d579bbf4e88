package io.metaxy.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.json.JsonText;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists, maps and structs as JSON text. Times are whole numbers as in columns, binary is Base64,
 * NaN and infinities are texts, decimals are texts; a map whose keys are no texts is a list of
 * pairs.
 */
public final class NestedJson {
  private NestedJson() {}

  /** The JSON of a value that is not null. */
  public static String encode(DataType type, Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.FACTORY.createGenerator(text)) {
      write(json, type, value);
    } catch (IOException e) {
      throw new AssertionError("a string takes all that is written", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, DataType type, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (type instanceof DataType.ListOf list) {
      json.writeStartArray();
      for (Object item : (Iterable<?>) value) {
        write(json, list.element(), item);
      }
      json.writeEndArray();
    } else if (type instanceof DataType.Struct struct) {
      Map<?, ?> fields = (Map<?, ?>) value;
      json.writeStartObject();
      for (Column field : struct.fields()) {
        json.writeFieldName(PlainValues.wellFormed(field.name()));
        write(json, field.type(), fields.get(field.name()));
      }
      json.writeEndObject();
    } else if (type instanceof DataType.MapOf map) {
      writeMap(json, map, (Map<?, ?>) value);
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeMap(JsonGenerator json, DataType.MapOf type, Map<?, ?> map)
      throws IOException {
    if (type.key() == DataType.STRING) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(PlainValues.wellFormed((String) entry.getKey()));
        write(json, type.value(), entry.getValue());
      }
      json.writeEndObject();
      return;
    }
    json.writeStartArray();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeStartArray();
      write(json, type.key(), entry.getKey());
      write(json, type.value(), entry.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void writeScalar(JsonGenerator json, Object value) throws IOException {
    if (value instanceof String text) {
      json.writeString(PlainValues.wellFormed(text));
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeString(number.toString());
      }
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Instant instant) {
      json.writeNumber(PlainValues.micros(instant));
    } else if (value instanceof LocalDate date) {
      json.writeNumber(date.toEpochDay());
    } else if (value instanceof BigDecimal number) {
      json.writeString(number.toPlainString());
    } else {
      json.writeString(Base64.getEncoder().encodeToString((byte[]) value));
    }
  }

  /**
   * The value of a JSON text; what it holds cannot be changed.
   *
   * @throws MetaxyException {@code UNREADABLE_STORE} if the text is no JSON of that type
   */
  public static @Nullable Object decode(DataType type, String text) {
    try (JsonParser json = JsonText.FACTORY.createParser(text)) {
      json.nextToken();
      return read(json, type);
    } catch (IOException | RuntimeException e) {
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          "A value of type " + type + " is no JSON of that type.",
          "Another program may have written it; restore it from a backup.",
          e);
    }
  }

  private static @Nullable Object read(JsonParser json, DataType type) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (type instanceof DataType.ListOf list) {
      List<@Nullable Object> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(json, list.element()));
      }
      return Collections.unmodifiableList(items);
    }
    if (type instanceof DataType.Struct struct) {
      Map<String, DataType> types = new LinkedHashMap<>();
      struct.fields().forEach(f -> types.put(f.name(), f.type()));
      return readObject(json, types, null);
    }
    if (type instanceof DataType.MapOf map) {
      return map.key() == DataType.STRING
          ? readObject(json, Map.of(), map.value())
          : readPairs(json, map);
    }
    return readScalar(json, type);
  }

  private static Map<String, @Nullable Object> readObject(
      JsonParser json, Map<String, DataType> fields, @Nullable DataType others) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      DataType type = fields.getOrDefault(name, others);
      map.put(name, read(json, Objects.requireNonNull(type, "an unknown field")));
    }
    return Collections.unmodifiableMap(map);
  }

  private static Map<Object, @Nullable Object> readPairs(JsonParser json, DataType.MapOf type)
      throws IOException {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.nextToken();
      Object key = Objects.requireNonNull(read(json, type.key()), "a null key");
      json.nextToken();
      map.put(key, read(json, type.value()));
      json.nextToken();
    }
    return Collections.unmodifiableMap(map);
  }

  private static Object readScalar(JsonParser json, DataType type) throws IOException {
    if (type instanceof DataType.Decimal) {
      return new BigDecimal(json.getText());
    }
    return switch ((DataType.Scalar) type) {
      case INT64 -> json.getLongValue();
      case FLOAT64 ->
          json.currentToken() == JsonToken.VALUE_STRING
              ? (Object) Double.valueOf(json.getText())
              : (Object) json.getDoubleValue();
      case STRING -> json.getText();
      case BOOLEAN -> json.getBooleanValue();
      case DATE -> LocalDate.ofEpochDay(json.getLongValue());
      case TIMESTAMP -> PlainValues.instant(json.getLongValue());
      case BINARY -> Base64.getDecoder().decode(json.getText());
    };
  }
}
