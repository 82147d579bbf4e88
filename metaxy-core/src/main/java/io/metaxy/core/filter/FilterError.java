package io.metaxy.core.filter;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import org.jspecify.annotations.Nullable;

/** Errors that show the place in the filter's text. */
final class FilterError {
  static final String ALLOWED =
      "Allowed are = == != <> < <= > >=, AND, OR, NOT, [NOT] IN (…), [NOT] BETWEEN … AND …,"
          + " [NOT] LIKE '…', IS [NOT] NULL, parentheses, columns (\"quoted\" if odd), 'text',"
          + " numbers, TRUE, FALSE, NULL.";

  private FilterError() {}

  /** An error at {@code position} of {@code text}, from 0. */
  static MetaxyException at(String text, int position, String problem, @Nullable Throwable cause) {
    int start = text.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    String caret = " ".repeat(Math.max(0, Math.min(position - start, line.length()))) + "^";
    return new MetaxyException(
        ErrorCode.FILTER_SYNTAX,
        "The filter does not parse: " + problem + ".\n  " + line + "\n  " + caret + "\n",
        ALLOWED,
        cause);
  }
}
