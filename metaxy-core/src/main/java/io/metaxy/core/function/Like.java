package io.metaxy.core.function;

/**
 * SQL's LIKE, without an escape. What stands before a {@code %} is settled where it first matches:
 * of all places the first leaves most to the rest, so no other is ever tried again, and time is at
 * most text times pattern.
 */
final class Like {
  private Like() {}

  static boolean matches(String text, String pattern) {
    int at = 0;
    int in = 0;
    int afterPercent = -1;
    int retry = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int wanted = in < pattern.length() ? pattern.codePointAt(in) : -1;
      if (wanted == '%') {
        in++;
        afterPercent = in;
        retry = at;
      } else if (wanted == '_' || wanted == character) {
        at += Character.charCount(character);
        in += Character.charCount(wanted);
      } else if (afterPercent >= 0) {
        retry += Character.charCount(text.codePointAt(retry));
        at = retry;
        in = afterPercent;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '%') {
      in++;
    }
    return in == pattern.length();
  }
}
