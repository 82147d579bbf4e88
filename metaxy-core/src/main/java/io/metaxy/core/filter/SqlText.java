package io.metaxy.core.filter;

import io.metaxy.core.filter.FilterLexer.Kind;
import io.metaxy.core.filter.FilterLexer.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter in the words of SQL's own grammar, for Calcite to parse, and where each piece stood in
 * the filter.
 */
final class SqlText {
  private final StringBuilder sql = new StringBuilder();
  private final List<int[]> places = new ArrayList<>();

  SqlText(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      add(tokens, i);
    }
  }

  private void add(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    String text =
        switch (token.kind()) {
          case NAME -> "\"" + token.value().replace("\"", "\"\"") + "\"";
          case TEXT -> "'" + token.value().replace("'", "''") + "'";
          case NUMBER -> token.value();
          case KEYWORD -> keyword(tokens, i);
          case OPERATOR -> operator(token.value());
        };
    places.add(new int[] {sql.length(), token.position()});
    sql.append(text).append(' ');
  }

  private static String operator(String operator) {
    return switch (operator) {
      case "==" -> "=";
      case "!=" -> "<>";
      case "!" -> "NOT";
      default -> operator;
    };
  }

  /** {@code IS} between two operands means equal, as in the Python library. */
  private static String keyword(List<Token> tokens, int i) {
    String word = tokens.get(i).value();
    switch (word) {
      case "ISNULL":
        return "IS NULL";
      case "NOTNULL":
        return "IS NOT NULL";
      case "IS":
        boolean negated = i + 1 < tokens.size() && tokens.get(i + 1).is("NOT");
        int operand = negated ? i + 2 : i + 1;
        if (operand < tokens.size() && isOperand(tokens.get(operand))) {
          return negated ? "<>" : "=";
        }
        return "IS";
      case "NOT":
        if (i + 1 < tokens.size() && tokens.get(i + 1).is("NULL") && isAfterOperand(tokens, i)) {
          return "IS NOT";
        }
        boolean ofIs = i > 0 && tokens.get(i - 1).is("IS");
        return ofIs && i + 1 < tokens.size() && isOperand(tokens.get(i + 1)) ? "" : "NOT";
      default:
        return word;
    }
  }

  private static boolean isAfterOperand(List<Token> tokens, int i) {
    return i > 0 && (isOperand(tokens.get(i - 1)) || tokens.get(i - 1).is(")"));
  }

  private static boolean isOperand(Token token) {
    return token.kind() == Kind.NAME
        || token.kind() == Kind.TEXT
        || token.kind() == Kind.NUMBER
        || token.is("TRUE")
        || token.is("FALSE");
  }

  String sql() {
    return sql.toString();
  }

  /** The place in the filter of the place {@code position} in the SQL. */
  int place(int position) {
    int place = 0;
    for (int[] pair : places) {
      if (pair[0] <= position) {
        place = pair[1];
      }
    }
    return place;
  }
}
