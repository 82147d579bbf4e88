package io.metaxy.expr;

/** Operations on text, counted in characters (code points). Null in, null out. */
public final class StringMethods {
  private final Expr text;

  StringMethods(Expr text) {
    this.text = text;
  }

  /** How many characters it has. */
  public Expr lenChars() {
    return Expressions.call(Function.STR_LEN_CHARS, text);
  }

  /** In upper case, by Unicode. */
  public Expr toUppercase() {
    return Expressions.call(Function.STR_TO_UPPERCASE, text);
  }

  /** In lower case, by Unicode. */
  public Expr toLowercase() {
    return Expressions.call(Function.STR_TO_LOWERCASE, text);
  }

  /** Whether the regular expression {@code pattern} is found in it. */
  public Expr contains(String pattern) {
    return Expressions.call(Function.STR_CONTAINS, text, pattern);
  }

  /** Whether {@code part} is found in it, letter by letter. */
  public Expr containsLiteral(String part) {
    return Expressions.call(Function.STR_CONTAINS_LITERAL, text, part);
  }

  /** Whether it starts with {@code prefix}. */
  public Expr startsWith(String prefix) {
    return Expressions.call(Function.STR_STARTS_WITH, text, prefix);
  }

  /** Whether it ends with {@code suffix}. */
  public Expr endsWith(String suffix) {
    return Expressions.call(Function.STR_ENDS_WITH, text, suffix);
  }

  /** With the first match of the regular expression {@code pattern} replaced. */
  public Expr replace(String pattern, String value) {
    return Expressions.call(Function.STR_REPLACE, text, pattern, value);
  }

  /** With every match of the regular expression {@code pattern} replaced. */
  public Expr replaceAll(String pattern, String value) {
    return Expressions.call(Function.STR_REPLACE_ALL, text, pattern, value);
  }

  /** From {@code offset}, counted from the end if negative, at most {@code length} characters. */
  public Expr slice(long offset, long length) {
    return Expressions.call(Function.STR_SLICE, text, offset, length);
  }

  /** From {@code offset}, counted from the end if negative. */
  public Expr slice(long offset) {
    return Expressions.call(Function.STR_SLICE, text, offset);
  }

  /** The first {@code characters} characters. */
  public Expr head(long characters) {
    return slice(0, characters);
  }

  /** The last {@code characters} characters. */
  public Expr tail(long characters) {
    return slice(-characters);
  }

  /** Without white space at both ends. */
  public Expr stripChars() {
    return Expressions.call(Function.STR_STRIP_CHARS, text);
  }

  /** Without the characters of {@code characters} at both ends. */
  public Expr stripChars(String characters) {
    return Expressions.call(Function.STR_STRIP_CHARS, text, characters);
  }
}
