package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.function.EngineFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** Our functions as ClickHouse's expressions; what it cannot say is refused (rule E3). */
final class NativeFunctions {
  private static final String WHITESPACE =
      "[\\\\x{9}-\\\\x{D}\\\\x{1C}-\\\\x{20}\\\\x{1680}\\\\x{2000}-\\\\x{2006}\\\\x{2008}-\\\\x{200A}"
          + "\\\\x{2028}\\\\x{2029}\\\\x{205F}\\\\x{3000}]+";

  /** A cast that fails where it would lose something. */
  private static final String TO_LONG = "accurateCast(%s, 'Nullable(Int64)')";

  private static final String MICROS =
      "toUnixTimestamp64Micro(CAST($0 AS Nullable(DateTime64(6, 'UTC'))))";
  private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
  private static final String DOUBLE =
      "^([+-]?(inf|Infinity)|nan|NaN|[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?)$";
  private static final String TIMESTAMP =
      "^[[:space:]]*[0-9]{4}-[0-9]{2}-[0-9]{2}"
          + "([Tt ]+[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?[[:space:]]*"
          + "([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?[[:space:]]*$";

  /** By the method's name and its number of parameters. */
  private static final Map<String, String> SQL = new HashMap<>();

  private NativeFunctions() {}

  static {
    SQL.put("addLong/2", TO_LONG.formatted("toInt128($0) + toInt128($1)"));
    SQL.put("subtractLong/2", TO_LONG.formatted("toInt128($0) - toInt128($1)"));
    SQL.put("multiplyLong/2", TO_LONG.formatted("toInt128($0) * toInt128($1)"));
    SQL.put("negateLong/1", TO_LONG.formatted("negate(toInt128($0))"));
    SQL.put("absLong/1", TO_LONG.formatted("abs(toInt128($0))"));
    String divisor = "if($1 = 0, toInt128(1), toInt128($1))";
    String remainder = "(toInt128($0) % " + divisor + ")";
    String wrongSign = "(" + remainder + " != 0 AND (" + remainder + " < 0) != ($1 < 0))";
    SQL.put(
        "floorDivideLong/2",
        "if($1 = 0, NULL, "
            + TO_LONG.formatted(
                "intDiv(toInt128($0), " + divisor + ") - toInt128(" + wrongSign + ")")
            + ")");
    SQL.put(
        "moduloLong/2",
        "if($1 = 0, NULL, toInt64("
            + remainder
            + " + if("
            + wrongSign
            + ", toInt128($1), toInt128(0))))");
    SQL.put("addDouble/2", "($0 + $1)");
    SQL.put("subtractDouble/2", "($0 - $1)");
    SQL.put("multiplyDouble/2", "($0 * $1)");
    SQL.put("divideDouble/2", "($0 / $1)");
    SQL.put("floorDivideDouble/2", "floor($0 / $1)");
    SQL.put("moduloDouble/2", "($0 - floor($0 / $1) * $1)");
    SQL.put("negateDouble/1", "negate($0)");
    SQL.put("absDouble/1", "abs($0)");
    SQL.put("isNan/1", "isNaN($0)");
    SQL.put("isFinite/1", "isFinite($0)");
    SQL.put("nan/0", "CAST('nan' AS Float64)");
    SQL.put("infinity/0", "CAST('inf' AS Float64)");
    SQL.put(
        "compareDecimal/2",
        "multiIf(isNull($0) OR isNull($1), NULL, "
            + decimal("$0")
            + " < "
            + decimal("$1")
            + ", toInt64(-1), "
            + decimal("$0")
            + " > "
            + decimal("$1")
            + ", toInt64(1), toInt64(0))");
    conversions();
    texts();
    times();
    for (String type :
        List.of("Long", "Double", "String", "Boolean", "Timestamp", "Date", "Decimal")) {
      // A key that is missing would give zero or an empty text.
      SQL.put("entry" + type + "/2", "if(mapContains($0, $1), $0[$1], NULL)");
    }
    SQL.put("md5/1", "lower(hex(MD5($0)))");
    SQL.put("sha256/1", "lower(hex(SHA256($0)))");
    SQL.put("xxhash64/1", "toString(xxHash64($0))");
    SQL.put("xxhash32/1", "toString(xxHash32($0))");
    SQL.put("farmhash/1", "toString(toInt64(farmFingerprint64($0)))");
  }

  private static String decimal(String operand) {
    return "CAST(" + operand + " AS Nullable(Decimal(76, 38)))";
  }

  private static void conversions() {
    SQL.put("longToDouble/1", "toFloat64($0)");
    SQL.put("doubleToLong/1", TO_LONG.formatted("trunc($0)"));
    SQL.put("longToString/1", "toString($0)");
    SQL.put("booleanToLong/1", "toInt64($0)");
    SQL.put("booleanToDouble/1", "toFloat64(toInt64($0))");
    SQL.put("booleanToString/1", "multiIf(isNull($0), NULL, $0, 'true', 'false')");
    SQL.put("longToBoolean/1", "($0 != 0)");
    SQL.put("doubleToBoolean/1", "($0 != 0)");
    SQL.put(
        "stringToLong/1", TO_LONG.formatted("toInt256(" + checked("'^[+-]?[0-9]{1,70}$'") + ")"));
    SQL.put("stringToDouble/1", "toFloat64(" + checked("'" + DOUBLE + "'") + ")");
    // A day that does not exist, or that the engine's type does not reach, comes back as another.
    SQL.put(
        "stringToDate/1",
        "toDate32(if(isNull($0) OR match($0, '"
            + DATE
            + "') AND toString(toDate32OrNull($0)) = $0, $0, 'no date'))");
    SQL.put(
        "stringToTimestamp/1",
        "parseDateTime64BestEffort(" + checked("'" + TIMESTAMP + "'") + ", 6, 'UTC')");
    SQL.put("dateToString/1", "toString($0)");
    SQL.put(
        "dateToTimestamp/1", "fromUnixTimestamp64Micro(toInt64(toInt32($0)) * 86400000000, 'UTC')");
    SQL.put("timestampToDate/1", "toDate32($0, 'UTC')");
    SQL.put("stringToDecimal/1", "toDecimal256($0, 18)");
    SQL.put("longToDecimal/1", "toDecimal128($0, 0)");
    SQL.put("decimalToDouble/1", "toFloat64($0)");
  }

  /** The text, or one that no cast takes, so that the cast says that it failed. */
  private static String checked(String pattern) {
    return "if(isNull($0) OR match($0, " + pattern + "), $0, 'no number or time')";
  }

  private static void texts() {
    SQL.put("lenChars/1", "toInt64(lengthUTF8($0))");
    SQL.put("toUppercase/1", "upperUTF8($0)");
    SQL.put("toLowercase/1", "lowerUTF8($0)");
    // A dot is not a line break.
    SQL.put("contains/2", "match($0, concat('(?-s)', $1))");
    SQL.put("containsLiteral/2", "(position($0, $1) > 0)");
    SQL.put("startsWith/2", "startsWith($0, $1)");
    SQL.put("endsWith/2", "endsWith($0, $1)");
    String literally = "replaceAll($2, '\\\\', '\\\\\\\\')";
    SQL.put("replace/3", "replaceRegexpOne($0, concat('(?-s)', $1), " + literally + ")");
    SQL.put("replaceAll/3", "replaceRegexpAll($0, concat('(?-s)', $1), " + literally + ")");
    String length = "toInt64(lengthUTF8($0))";
    String from = "if($1 < 0, " + length + " + $1, $1)";
    String start = "greatest(0, " + from + ")";
    SQL.put("slice/2", "substringUTF8($0, 1 + " + start + ")");
    String to = "if($2 > " + length + ", " + length + ", least(" + length + ", " + from + " + $2))";
    SQL.put(
        "slice/3", "substringUTF8($0, 1 + " + start + ", greatest(0, " + to + " - " + start + "))");
    SQL.put(
        "stripChars/1",
        "replaceRegexpOne(replaceRegexpOne($0, '^"
            + WHITESPACE
            + "', ''), '"
            + WHITESPACE
            + "$', '')");
    SQL.put("like/2", "like($0, replaceAll($1, '\\\\', '\\\\\\\\'))");
    SQL.put("concat/3", "concat($1, $0, $2)");
  }

  private static void times() {
    SQL.put("year/1", "toInt64(toYear($0))");
    SQL.put("month/1", "toInt64(toMonth($0))");
    SQL.put("day/1", "toInt64(toDayOfMonth($0))");
    SQL.put("ordinalDay/1", "toInt64(toDayOfYear($0))");
    SQL.put("weekday/1", "toInt64(toDayOfWeek($0))");
    String micros = "positiveModulo(" + MICROS + ", toInt64(%s))";
    SQL.put("hour/1", "intDiv(" + micros.formatted("86400000000") + ", 3600000000)");
    SQL.put("minute/1", "intDiv(" + micros.formatted("3600000000") + ", 60000000)");
    SQL.put("second/1", "intDiv(" + micros.formatted("60000000") + ", 1000000)");
    SQL.put("millisecond/1", "intDiv(" + micros.formatted("1000000") + ", 1000)");
    SQL.put("microsecond/1", micros.formatted("1000000"));
  }

  static void unparse(SqlWriter writer, EngineFunction function, SqlCall call) {
    String template = SQL.get(function.signature());
    if (function.signature().equals("stripChars/2")) {
      template = stripChars(call);
    } else if (function.signature().equals("stringToDecimal/1")) {
      template = decimalLiteral(call, template);
    }
    if (template == null) {
      throw new MetaxyException(
          ErrorCode.UNSUPPORTED_EXPRESSION,
          "ClickHouse has nothing that means the same as "
              + function.getName().substring("metaxy_".length())
              + ".",
          "Use another expression, or work on the rows that come back.");
    }
    Templates.unparse(writer, template, call);
  }

  /** Only characters that are known beforehand can be made a pattern. */
  private static @Nullable String stripChars(SqlCall call) {
    if (!(call.operand(1) instanceof SqlCharStringLiteral literal)) {
      return null;
    }
    String characters = String.valueOf(literal.getValueAs(String.class));
    if (characters.isEmpty()) {
      return "$0";
    }
    StringBuilder set = new StringBuilder("[");
    characters
        .codePoints()
        .forEach(c -> set.append("\\\\x{").append(Integer.toHexString(c)).append('}'));
    set.append("]+");
    return "replaceRegexpOne(replaceRegexpOne($0, '^" + set + "', ''), '" + set + "$', '')";
  }

  private static @Nullable String decimalLiteral(SqlCall call, @Nullable String template) {
    if (!(call.operand(0) instanceof SqlCharStringLiteral literal)) {
      return template;
    }
    String digits = String.valueOf(literal.getValueAs(String.class));
    int scale = Math.max(0, new java.math.BigDecimal(digits).scale());
    return "toDecimal256('"
        + new java.math.BigDecimal(digits).toPlainString()
        + "', "
        + scale
        + ")";
  }
}
