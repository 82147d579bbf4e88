package io.metaxy.spi;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as text and back, unchanged (rule W7), for backends that have text and little else.
 *
 * <p>A number is written as Java does, text as it is, a date or time as ISO 8601, bytes as Base64.
 * Lists, maps and structs are JSON in which every value is a text of this form, or null; a map
 * whose keys are no texts is a list of pairs.
 */
public final class ValueText {
  private ValueText() {}

  /** The text of {@code value}, of the class that {@link DataType} names for {@code type}. */
  public static String write(DataType type, Object value) {
    if (type instanceof DataType.Scalar || type instanceof DataType.Decimal) {
      return scalar(value);
    }
    StringBuilder json = new StringBuilder();
    write(type, value, json);
    return json.toString();
  }

  /**
   * The value of {@code text}, which {@link #write} gave.
   *
   * @throws IllegalArgumentException if it is no text of a value of {@code type}
   */
  public static Object read(DataType type, String text) {
    try {
      return type instanceof DataType.Scalar || type instanceof DataType.Decimal
          ? scalar(type, text)
          : nested(type, new TextTree(text).read());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not the text of a value of type " + type, e);
    }
  }

  private static String scalar(Object value) {
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static Object scalar(DataType type, String text) {
    if (type instanceof DataType.Decimal) {
      return new BigDecimal(text);
    }
    return switch ((DataType.Scalar) type) {
      case INT64 -> Long.valueOf(text);
      case FLOAT64 -> Double.valueOf(text);
      case STRING -> text;
      case BOOLEAN -> bool(text);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> Instant.parse(text);
      case BINARY -> Base64.getDecoder().decode(text);
    };
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static void write(DataType type, @Nullable Object value, StringBuilder json) {
    if (value == null) {
      json.append("null");
    } else if (type instanceof DataType.ListOf list) {
      Joiner items = new Joiner(json, '[', ']');
      for (Object item : (List<?>) value) {
        items.add(() -> write(list.element(), item, json));
      }
      items.end();
    } else if (type instanceof DataType.Struct struct) {
      Joiner fields = new Joiner(json, '{', '}');
      for (Column field : struct.fields()) {
        Object inner = ((Map<?, ?>) value).get(field.name());
        fields.add(() -> entry(field.name(), field.type(), inner, json));
      }
      fields.end();
    } else if (type instanceof DataType.MapOf map) {
      boolean texts = map.key() == DataType.STRING;
      Joiner entries = texts ? new Joiner(json, '{', '}') : new Joiner(json, '[', ']');
      ((Map<?, ?>) value)
          .forEach(
              (key, inner) ->
                  entries.add(
                      () -> {
                        if (texts) {
                          entry((String) key, map.value(), inner, json);
                        } else {
                          Joiner pair = new Joiner(json, '[', ']');
                          pair.add(() -> write(map.key(), key, json));
                          pair.add(() -> write(map.value(), inner, json));
                          pair.end();
                        }
                      }));
      entries.end();
    } else {
      TextTree.quote(scalar(value), json);
    }
  }

  private static void entry(
      String name, DataType type, @Nullable Object value, StringBuilder json) {
    TextTree.quote(name, json);
    json.append(':');
    write(type, value, json);
  }

  private record Joiner(StringBuilder json, char open, char close, int start) {
    Joiner(StringBuilder json, char open, char close) {
      this(json.append(open), open, close, json.length());
    }

    void add(Runnable item) {
      if (json.length() > start) {
        json.append(',');
      }
      item.run();
    }

    void end() {
      json.append(close);
    }
  }

  private static Object nested(DataType type, Object tree) {
    if (type instanceof DataType.ListOf list) {
      List<@Nullable Object> items = new ArrayList<>();
      ((List<?>) tree).forEach(item -> items.add(orNull(list.element(), item)));
      return items;
    }
    if (type instanceof DataType.Struct struct) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      struct
          .fields()
          .forEach(f -> fields.put(f.name(), orNull(f.type(), ((Map<?, ?>) tree).get(f.name()))));
      return fields;
    }
    if (type instanceof DataType.MapOf map) {
      Map<Object, @Nullable Object> entries = new HashMap<>();
      if (tree instanceof Map<?, ?> texts) {
        texts.forEach((key, value) -> entries.put(key, orNull(map.value(), value)));
      } else {
        for (Object each : (List<?>) tree) {
          List<?> pair = (List<?>) each;
          entries.put(nested(map.key(), pair.get(0)), orNull(map.value(), pair.get(1)));
        }
      }
      return entries;
    }
    return scalar(type, (String) tree);
  }

  private static @Nullable Object orNull(DataType type, @Nullable Object tree) {
    return tree == null ? null : nested(type, tree);
  }
}
