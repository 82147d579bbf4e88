package io.metaxy.core.function;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operations on text, counted in code points. */
public final class Texts {
  /** A query has a handful of patterns; a store that runs for long must not keep them all. */
  private static final int MOST_PATTERNS = 200;

  private static final ConcurrentMap<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private Texts() {}

  public static Long lenChars(String text) {
    return (long) text.codePointCount(0, text.length());
  }

  public static String toUppercase(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  public static String toLowercase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  public static Boolean contains(String text, String pattern) {
    return pattern(pattern).matcher(text).find();
  }

  public static Boolean containsLiteral(String text, String part) {
    return text.contains(part);
  }

  public static Boolean startsWith(String text, String prefix) {
    return text.startsWith(prefix);
  }

  public static Boolean endsWith(String text, String suffix) {
    return text.endsWith(suffix);
  }

  public static String replace(String text, String pattern, String value) {
    return pattern(pattern).matcher(text).replaceFirst(Matcher.quoteReplacement(value));
  }

  public static String replaceAll(String text, String pattern, String value) {
    return pattern(pattern).matcher(text).replaceAll(Matcher.quoteReplacement(value));
  }

  public static String slice(String text, Long offset) {
    return slice(text, offset, Long.MAX_VALUE);
  }

  /** From {@code offset}, counted from the end if negative, at most {@code length}. */
  public static String slice(String text, Long offset, Long length) {
    long characters = text.codePointCount(0, text.length());
    long from = offset < 0 ? characters + offset : offset;
    long to = length > characters ? characters : Math.min(characters, from + length);
    long start = Math.max(0, Math.min(from, characters));
    if (to <= start) {
      return "";
    }
    return text.substring(
        text.offsetByCodePoints(0, (int) start), text.offsetByCodePoints(0, (int) to));
  }

  public static String stripChars(String text) {
    return text.strip();
  }

  public static String stripChars(String text, String characters) {
    int start = 0;
    int end = text.length();
    while (start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** SQL's LIKE: {@code %} is any text, {@code _} any character, all else itself. */
  public static Boolean like(String text, String pattern) {
    return Like.matches(text, pattern);
  }

  /** Several texts with {@code separator} between them. */
  public static String concat(String separator, String first, String second) {
    return first + separator + second;
  }

  private static Pattern pattern(String pattern) {
    if (PATTERNS.size() > MOST_PATTERNS) {
      PATTERNS.clear();
    }
    return PATTERNS.computeIfAbsent(pattern, Pattern::compile);
  }
}
