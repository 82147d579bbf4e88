package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a type as DuckDB prints it, such as {@code STRUCT(a BIGINT, "b c" VARCHAR)[]}. Types that
 * have no counterpart here count as text: their values come as DuckDB prints them.
 */
final class TypeText {
  /** Types of ours, and numbers that are wholly among them. */
  private static final Set<String> NEAR =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "VARCHAR",
          "BOOLEAN",
          "DATE",
          "TIMESTAMP WITH TIME ZONE",
          "BLOB");

  private final String text;
  private int at;
  private boolean near = true;

  TypeText(String text) {
    this.text = text;
  }

  /** Whether the type that was read, and all inside it, is one of ours or a number near it. */
  boolean isNear() {
    return near;
  }

  DataType type() {
    String word = word();
    DataType type =
        switch (word) {
          case "STRUCT" -> new DataType.Struct(fields());
          case "MAP" -> map();
          case "DECIMAL" -> decimal();
          default -> {
            skipArguments();
            near = near && NEAR.contains(word);
            yield scalar(word);
          }
        };
    while (at < text.length() && text.charAt(at) == '[') {
      int end = text.indexOf(']', at);
      // A number in between is the length that all its values have.
      near = near && end == at + 1;
      at = end + 1;
      type = DataType.list(type);
    }
    return type;
  }

  private static DataType scalar(String word) {
    return switch (word) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          DataType.INT64;
      case "UBIGINT", "HUGEINT", "UHUGEINT" -> DataType.decimal(38, 0);
      case "FLOAT", "DOUBLE" -> DataType.FLOAT64;
      case "BOOLEAN" -> DataType.BOOLEAN;
      case "DATE" -> DataType.DATE;
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          DataType.TIMESTAMP;
      case "BLOB" -> DataType.BINARY;
      default -> DataType.STRING;
    };
  }

  /** Letters up to what a type goes on with; {@code TIMESTAMP WITH TIME ZONE} is one word. */
  private String word() {
    int start = at;
    while (at < text.length() && "([,)".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip().toUpperCase(Locale.ROOT);
  }

  private DataType map() {
    at++;
    DataType key = type();
    at++;
    DataType value = type();
    at++;
    return DataType.map(key, value);
  }

  private DataType decimal() {
    int end = text.indexOf(')', at);
    String[] numbers = text.substring(at + 1, end).split(",");
    at = end + 1;
    return DataType.decimal(
        Integer.parseInt(numbers[0].strip()), Integer.parseInt(numbers[1].strip()));
  }

  private List<Column> fields() {
    List<Column> fields = new ArrayList<>();
    while (text.charAt(at) != ')') {
      at++;
      while (text.charAt(at) == ' ') {
        at++;
      }
      String name = name();
      at++;
      fields.add(new Column(name, type()));
    }
    at++;
    return fields;
  }

  private String name() {
    int start = at;
    if (text.charAt(at) != '"') {
      at = text.indexOf(' ', at);
      return text.substring(start, at);
    }
    at++;
    while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
      at += text.charAt(at) == '"' ? 2 : 1;
    }
    at++;
    return text.substring(start + 1, at - 1).replace("\"\"", "\"");
  }

  /** Past what stands in parentheses after a word, such as the values of an ENUM. */
  private void skipArguments() {
    if (at >= text.length() || text.charAt(at) != '(') {
      return;
    }
    int depth = 0;
    boolean quoted = false;
    do {
      char c = text.charAt(at++);
      if (c == '\'' || c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    } while (depth > 0);
  }
}
