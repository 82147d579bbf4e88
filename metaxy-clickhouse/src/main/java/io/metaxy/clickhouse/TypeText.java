package io.metaxy.clickhouse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a type as ClickHouse prints it, such as {@code Map(String, Nullable(String))}. */
final class TypeText {
  private final String text;
  private int at;

  private TypeText(String text) {
    this.text = text;
  }

  /** The type that is printed as {@code text}. */
  static EngineType parse(String text) {
    return new TypeText(text).type(false);
  }

  /** Two types with a comma between them, parted. */
  static Split split(String two) {
    TypeText text = new TypeText(two);
    text.type(false);
    return new Split(two.substring(0, text.at), two.substring(text.at + 1).strip());
  }

  /** What {@link #split} gives. */
  record Split(String first, String rest) {}

  private EngineType type(boolean nullable) {
    String word = word();
    switch (word) {
      case "Nullable" -> {
        return inner(true);
      }
      case "LowCardinality" -> {
        return inner(nullable);
      }
      case "SimpleAggregateFunction" -> {
        // Its first argument is the function's name.
        at = text.indexOf(',', at) + 1;
        skipSpaces();
        EngineType type = type(nullable);
        at++;
        return type;
      }
      case "Array" -> {
        return new EngineType.ArrayOf(inner(false));
      }
      case "Map" -> {
        at++;
        EngineType key = type(false);
        comma();
        EngineType value = type(false);
        at++;
        return new EngineType.MapOf(key, value);
      }
      case "Tuple", "Nested" -> {
        EngineType.TupleOf tuple = new EngineType.TupleOf(fields(), nullable);
        return word.equals("Nested") ? new EngineType.ArrayOf(tuple) : tuple;
      }
      default -> {
        return new EngineType.Plain(word, arguments(), nullable);
      }
    }
  }

  private EngineType inner(boolean nullable) {
    at++;
    EngineType type = type(nullable);
    at++;
    return type;
  }

  private void comma() {
    at++;
    skipSpaces();
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private String word() {
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private List<EngineType.Field> fields() {
    List<EngineType.Field> fields = new ArrayList<>();
    at++;
    while (text.charAt(at) != ')') {
      String name = name();
      fields.add(
          new EngineType.Field(
              name != null ? name : String.valueOf(fields.size() + 1), type(false)));
      if (text.charAt(at) == ',') {
        comma();
      }
    }
    at++;
    return fields;
  }

  /** The name before a field's type; null if there is none. */
  private @Nullable String name() {
    char quote = text.charAt(at);
    if (quote == '`' || quote == '"') {
      String name = quoted(quote);
      at++;
      return name;
    }
    int end = at;
    while (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_') {
      end++;
    }
    if (text.charAt(end) != ' ') {
      return null;
    }
    String name = text.substring(at, end);
    at = end + 1;
    return name;
  }

  private String quoted(char quote) {
    StringBuilder name = new StringBuilder();
    at++;
    while (text.charAt(at) != quote) {
      if (text.charAt(at) == '\\') {
        at++;
        name.append(Escapes.unescaped(text.charAt(at)));
      } else {
        name.append(text.charAt(at));
      }
      at++;
    }
    at++;
    return name.toString();
  }

  /** What stands in parentheses after a word, cut at its commas. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (at >= text.length() || text.charAt(at) != '(') {
      return arguments;
    }
    int start = ++at;
    int depth = 0;
    while (depth > 0 || text.charAt(at) != ')') {
      char c = text.charAt(at);
      if (c == '\'') {
        quoted('\'');
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        arguments.add(text.substring(start, at).strip());
        start = at + 1;
      }
      at++;
    }
    arguments.add(text.substring(start, at).strip());
    at++;
    return arguments;
  }
}
