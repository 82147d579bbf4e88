package io.metaxy.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a filter into tokens, so that what SQL's parser would take otherwise is refused or written
 * in SQL's way: comments, {@code ;}, {@code ==}, column names that are SQL's reserved words.
 */
final class FilterLexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "TRUE", "FALSE", "UNKNOWN",
          "ISNULL", "NOTNULL");

  /**
   * Words of SQL that begin something that filters do not have; a column of that name is quoted.
   */
  private static final Set<String> REFUSED =
      Set.of("SELECT", "CASE", "EXISTS", "CAST", "UNION", "ILIKE", "ESCAPE", "SIMILAR", "RLIKE");

  private static final List<String> OPERATORS =
      List.of("==", "!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", "-", "+", ".", "!");

  private final String text;
  private int position;

  FilterLexer(String text) {
    this.text = text;
  }

  /** What a token is. */
  enum Kind {
    KEYWORD,
    NAME,
    TEXT,
    NUMBER,
    OPERATOR
  }

  /**
   * A token.
   *
   * @param value a keyword in upper case, a name or text without its quotes, else the letters
   * @param position where it begins in the filter, from 0
   */
  record Token(Kind kind, String value, int position) {
    boolean is(String keywordOrOperator) {
      return (kind == Kind.KEYWORD || kind == Kind.OPERATOR) && value.equals(keywordOrOperator);
    }
  }

  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    while (true) {
      while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
        position++;
      }
      if (position == text.length()) {
        return tokens;
      }
      tokens.add(next());
    }
  }

  private Token next() {
    char c = text.charAt(position);
    if (c == '\'') {
      return quoted(Kind.TEXT, '\'');
    }
    if (c == '"' || c == '`') {
      return quoted(Kind.NAME, c);
    }
    if (isDigit(c)
        || (c == '.' && position + 1 < text.length() && isDigit(text.charAt(position + 1)))) {
      return number();
    }
    if (Character.isUnicodeIdentifierStart(text.codePointAt(position)) || c == '_') {
      return word();
    }
    if (text.startsWith("--", position) || text.startsWith("/*", position)) {
      throw FilterError.at(text, position, "comments are not allowed", null);
    }
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, position)) {
        if (operator.equals("==") && text.startsWith("===", position)) {
          break;
        }
        position += operator.length();
        return new Token(Kind.OPERATOR, operator, position - operator.length());
      }
    }
    throw FilterError.at(
        text,
        position,
        "'" + Character.toString(text.codePointAt(position)) + "' is not allowed here",
        null);
  }

  private Token quoted(Kind kind, char quote) {
    int start = position;
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != quote) {
        value.append(c);
      } else if (position < text.length() && text.charAt(position) == quote) {
        value.append(quote);
        position++;
      } else {
        if (kind == Kind.NAME && value.isEmpty()) {
          throw FilterError.at(text, start, "a column name is not empty", null);
        }
        return new Token(kind, value.toString(), start);
      }
    }
    throw FilterError.at(text, start, "the quote is not closed", null);
  }

  private Token number() {
    int start = position;
    digits();
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      digits();
    }
    int exponent = position;
    if (position < text.length() && (text.charAt(position) | 0x20) == 'e') {
      position++;
      if (position < text.length()
          && (text.charAt(position) == '+' || text.charAt(position) == '-')) {
        position++;
      }
      if (position < text.length() && isDigit(text.charAt(position))) {
        digits();
      } else {
        position = exponent;
      }
    }
    String value = text.substring(start, position);
    checkEndOfNumber(start);
    return new Token(Kind.NUMBER, value, start);
  }

  /** Only a keyword may stand right behind a number: {@code 1or x}, not {@code 0x10}. */
  private void checkEndOfNumber(int start) {
    int end = position;
    while (end < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    String behind = text.substring(position, end);
    if (!behind.isEmpty() && !KEYWORDS.contains(behind.toUpperCase(Locale.ROOT))) {
      throw FilterError.at(
          text, start, "'" + text.substring(start, end) + "' is neither number nor name", null);
    }
  }

  private Token word() {
    int start = position;
    while (position < text.length()
        && (Character.isUnicodeIdentifierPart(text.codePointAt(position))
            || text.charAt(position) == '$')) {
      position += Character.charCount(text.codePointAt(position));
    }
    String word = text.substring(start, position);
    String upper = word.toUpperCase(Locale.ROOT);
    if (position < text.length() && text.charAt(position) == '\'') {
      throw FilterError.at(text, start, "'" + word + "' stands right before a text", null);
    }
    if (KEYWORDS.contains(upper)) {
      return new Token(Kind.KEYWORD, upper, start);
    }
    if (REFUSED.contains(upper)) {
      throw FilterError.at(
          text, start, upper + " is not allowed (quote it if it is a column)", null);
    }
    if (nextIs('(')) {
      throw FilterError.at(text, start, "functions are not allowed", null);
    }
    return new Token(Kind.NAME, word, start);
  }

  private boolean nextIs(char wanted) {
    int i = position;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == wanted;
  }

  private void digits() {
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
