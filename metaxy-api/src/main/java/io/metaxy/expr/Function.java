package io.metaxy.expr;

/** The operations of expressions. Narwhals' documentation says what each means. */
public enum Function {
  EQ("==", Form.INFIX),
  NE("!=", Form.INFIX),
  LT("<", Form.INFIX),
  LE("<=", Form.INFIX),
  GT(">", Form.INFIX),
  GE(">=", Form.INFIX),
  AND("&", Form.INFIX),
  OR("|", Form.INFIX),
  NOT("~", Form.PREFIX),
  IS_NULL("is_null", Form.METHOD),
  IS_NAN("is_nan", Form.METHOD),
  IS_FINITE("is_finite", Form.METHOD),
  PLUS("+", Form.INFIX),
  MINUS("-", Form.INFIX),
  TIMES("*", Form.INFIX),
  DIVIDE("/", Form.INFIX),
  FLOOR_DIVIDE("//", Form.INFIX),
  MODULO("%", Form.INFIX),
  NEGATE("-", Form.PREFIX),
  ABS("abs", Form.METHOD),
  COALESCE("coalesce", Form.FUNCTION),
  CONCAT_STR("concat_str", Form.FUNCTION),
  LIKE("like", Form.METHOD),
  STR_LEN_CHARS("str.len_chars", Form.METHOD),
  STR_TO_UPPERCASE("str.to_uppercase", Form.METHOD),
  STR_TO_LOWERCASE("str.to_lowercase", Form.METHOD),
  STR_CONTAINS("str.contains", Form.METHOD),
  STR_CONTAINS_LITERAL("str.contains_literal", Form.METHOD),
  STR_STARTS_WITH("str.starts_with", Form.METHOD),
  STR_ENDS_WITH("str.ends_with", Form.METHOD),
  STR_REPLACE("str.replace", Form.METHOD),
  STR_REPLACE_ALL("str.replace_all", Form.METHOD),
  STR_SLICE("str.slice", Form.METHOD),
  STR_STRIP_CHARS("str.strip_chars", Form.METHOD),
  DT_YEAR("dt.year", Form.METHOD),
  DT_MONTH("dt.month", Form.METHOD),
  DT_DAY("dt.day", Form.METHOD),
  DT_HOUR("dt.hour", Form.METHOD),
  DT_MINUTE("dt.minute", Form.METHOD),
  DT_SECOND("dt.second", Form.METHOD),
  DT_MILLISECOND("dt.millisecond", Form.METHOD),
  DT_MICROSECOND("dt.microsecond", Form.METHOD),
  DT_ORDINAL_DAY("dt.ordinal_day", Form.METHOD),
  DT_WEEKDAY("dt.weekday", Form.METHOD),
  DT_DATE("dt.date", Form.METHOD),
  MAP_GET("map.get", Form.METHOD),
  FIELD("struct.field", Form.METHOD);

  private final String symbol;
  private final Form form;

  Function(String symbol, Form form) {
    this.symbol = symbol;
    this.form = form;
  }

  /** What it is called in the text of an expression. */
  public String symbol() {
    return symbol;
  }

  Form form() {
    return form;
  }

  /** How it is written. */
  enum Form {
    INFIX,
    PREFIX,
    METHOD,
    FUNCTION
  }
}
