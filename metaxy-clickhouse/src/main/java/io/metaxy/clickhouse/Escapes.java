package io.metaxy.clickhouse;

/**
 * Text inside quotes, where ClickHouse takes a backslash for an escape (<a
 * href="https://clickhouse.com/docs/sql-reference/syntax#string">strings</a>).
 */
final class Escapes {
  private Escapes() {}

  /** A text literal. */
  static String literal(String text) {
    return quoted(text, '\'');
  }

  /** A name. */
  static String identifier(String name) {
    return quoted(name, '`');
  }

  private static String quoted(String text, char quote) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == quote) {
        quoted.append('\\').append(c);
      } else if (c == '\0') {
        quoted.append("\\0");
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(quote).toString();
  }

  /** What {@code c} means behind a backslash. */
  static char unescaped(char c) {
    return switch (c) {
      case '0' -> '\0';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }
}
