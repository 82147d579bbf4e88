package io.metaxy.schema;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a type from the text that its {@code toString} writes. */
final class DataTypeText {
  private final String text;
  private int at;

  private DataTypeText(String text) {
    this.text = text;
  }

  static DataType parse(String text) {
    DataTypeText parser = new DataTypeText(text);
    DataType type = parser.type();
    parser.blanks();
    if (parser.at < text.length()) {
      throw parser.wrong("nothing more");
    }
    return type;
  }

  private DataType type() {
    String name = word().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "list" -> DataType.list(element());
      case "map" -> map();
      case "struct" -> struct();
      case "decimal" -> decimal();
      default -> scalar(name);
    };
  }

  private DataType scalar(String name) {
    for (DataType.Scalar scalar : DataType.Scalar.values()) {
      if (scalar.toString().equals(name)) {
        return scalar;
      }
    }
    at -= name.length();
    throw wrong("a type");
  }

  private DataType map() {
    expect('<');
    DataType key = type();
    expect(',');
    DataType value = type();
    expect('>');
    return DataType.map(key, value);
  }

  private DataType element() {
    expect('<');
    DataType element = type();
    expect('>');
    return element;
  }

  private DataType struct() {
    List<Column> fields = new ArrayList<>();
    expect('<');
    do {
      String name = fieldName();
      expect(':');
      fields.add(new Column(name, type()));
    } while (accept(','));
    expect('>');
    return new DataType.Struct(fields);
  }

  private DataType decimal() {
    expect('(');
    int precision = number();
    expect(',');
    int scale = number();
    expect(')');
    try {
      return DataType.decimal(precision, scale);
    } catch (IllegalArgumentException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_FEATURE,
          "'" + text + "' is not a column type.",
          "The precision is 1 to 38, the scale 0 to the precision.",
          e);
    }
  }

  private int number() {
    String digits = word();
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      at -= digits.length();
      throw wrong("a whole number");
    }
  }

  private String fieldName() {
    blanks();
    int end = text.indexOf(':', at);
    if (end <= at) {
      throw wrong("a name and a colon");
    }
    String name = text.substring(at, end).strip();
    at = end;
    return name;
  }

  private String word() {
    blanks();
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(char letter) {
    blanks();
    boolean there = at < text.length() && text.charAt(at) == letter;
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(char letter) {
    if (!accept(letter)) {
      throw wrong("'" + letter + "'");
    }
  }

  private MetaxyException wrong(String expected) {
    return new MetaxyException(
        ErrorCode.INVALID_FEATURE,
        "'"
            + text
            + "' is not a column type: "
            + expected
            + " is expected at character "
            + (at + 1)
            + ".",
        "Types are int64, float64, string, boolean, date, timestamp, binary, decimal(10, 2),"
            + " list<string>, map<string, string> and struct<x: int64, y: int64>.");
  }
}
