package io.metaxy.core.expr;

import static io.metaxy.core.expr.TypeRules.mismatch;
import static io.metaxy.core.expr.TypeRules.unsupported;

import io.metaxy.expr.Expr;
import io.metaxy.expr.Function;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Operations that are functions of ours. */
final class Calls {
  private final TypeRules rules;
  private final Literals literals;

  Calls(TypeRules rules, Literals literals) {
    this.rules = rules;
    this.literals = literals;
  }

  Typed call(Expr.Call call, List<Typed> arguments) {
    return switch (call.function()) {
      case PLUS -> arithmetic("add", call, arguments);
      case MINUS -> arithmetic("subtract", call, arguments);
      case TIMES -> arithmetic("multiply", call, arguments);
      case FLOOR_DIVIDE -> arithmetic("floorDivide", call, arguments);
      case MODULO -> arithmetic("modulo", call, arguments);
      case NEGATE -> arithmetic("negate", call, arguments);
      case ABS -> arithmetic("abs", call, arguments);
      case DIVIDE -> doubles("divideDouble", call, arguments);
      case IS_NAN -> doubles("isNan", call, arguments);
      case IS_FINITE -> doubles("isFinite", call, arguments);
      case CONCAT_STR -> concat(call, arguments);
      case LIKE -> texts("like", call, arguments);
      case STR_LEN_CHARS -> texts("lenChars", call, arguments);
      case STR_TO_UPPERCASE -> texts("toUppercase", call, arguments);
      case STR_TO_LOWERCASE -> texts("toLowercase", call, arguments);
      case STR_CONTAINS -> pattern("contains", call, arguments);
      case STR_CONTAINS_LITERAL -> texts("containsLiteral", call, arguments);
      case STR_STARTS_WITH -> texts("startsWith", call, arguments);
      case STR_ENDS_WITH -> texts("endsWith", call, arguments);
      case STR_REPLACE -> pattern("replace", call, arguments);
      case STR_REPLACE_ALL -> pattern("replaceAll", call, arguments);
      case STR_STRIP_CHARS -> texts("stripChars", call, arguments);
      case STR_SLICE -> slice(call, arguments);
      case DT_YEAR -> date("year", call, arguments);
      case DT_MONTH -> date("month", call, arguments);
      case DT_DAY -> date("day", call, arguments);
      case DT_ORDINAL_DAY -> date("ordinalDay", call, arguments);
      case DT_WEEKDAY -> date("weekday", call, arguments);
      case DT_DATE -> new Typed(asDate(call, arguments.get(0)), DataType.DATE);
      case DT_HOUR -> timestamp("hour", call, arguments);
      case DT_MINUTE -> timestamp("minute", call, arguments);
      case DT_SECOND -> timestamp("second", call, arguments);
      case DT_MILLISECOND -> timestamp("millisecond", call, arguments);
      case DT_MICROSECOND -> timestamp("microsecond", call, arguments);
      case MAP_GET, FIELD -> entry(call, arguments);
      default -> throw new IllegalArgumentException(call.function() + " is no function");
    };
  }

  private Typed function(String name, DataType result, List<RexNode> arguments) {
    return new Typed(literals.call(name, arguments.toArray(RexNode[]::new)), result);
  }

  private Typed arithmetic(String name, Expr.Call call, List<Typed> arguments) {
    for (Typed argument : arguments) {
      if (!argument.isNull() && !argument.isNumber()) {
        throw mismatch(argument.type() + " is no number", "Calculate with numbers, or cast.", call);
      }
      if (argument.type() instanceof DataType.Decimal) {
        throw unsupported("there is no arithmetic of decimals; cast to float64", call);
      }
    }
    boolean whole = arguments.stream().noneMatch(a -> a.type() == DataType.FLOAT64);
    DataType type = whole ? DataType.INT64 : DataType.FLOAT64;
    return function(name + (whole ? "Long" : "Double"), type, all(arguments, type, call));
  }

  private Typed doubles(String name, Expr.Call call, List<Typed> arguments) {
    for (Typed argument : arguments) {
      if (!argument.isNull() && !argument.isNumber()) {
        throw mismatch(argument.type() + " is no number", "Calculate with numbers, or cast.", call);
      }
    }
    DataType result = call.function() == Function.DIVIDE ? DataType.FLOAT64 : DataType.BOOLEAN;
    return function(name, result, all(arguments, DataType.FLOAT64, call));
  }

  private List<RexNode> all(List<Typed> arguments, DataType type, Expr call) {
    return arguments.stream().map(a -> rules.as(a, type, call)).toList();
  }

  private Typed texts(String name, Expr.Call call, List<Typed> arguments) {
    for (Typed argument : arguments) {
      requireText(argument, call);
    }
    DataType result =
        switch (call.function()) {
          case STR_LEN_CHARS -> DataType.INT64;
          case LIKE, STR_CONTAINS, STR_CONTAINS_LITERAL, STR_STARTS_WITH, STR_ENDS_WITH ->
              DataType.BOOLEAN;
          default -> DataType.STRING;
        };
    return function(name, result, all(arguments, DataType.STRING, call));
  }

  private static void requireText(Typed argument, Expr call) {
    if (!argument.isNull() && argument.type() != DataType.STRING) {
      throw mismatch(argument.type() + " is no text", "Cast it to string.", call);
    }
  }

  private Typed pattern(String name, Expr.Call call, List<Typed> arguments) {
    if (call.arguments().get(1) instanceof Expr.Literal literal
        && literal.value() instanceof String pattern) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw mismatch(
            "'" + pattern + "' is no regular expression: " + e.getDescription(),
            "Mend the pattern, or use containsLiteral.",
            call);
      }
    }
    return texts(name, call, arguments);
  }

  private Typed concat(Expr.Call call, List<Typed> arguments) {
    arguments.forEach(argument -> requireText(argument, call));
    RexNode separator = rules.as(arguments.get(0), DataType.STRING, call);
    RexNode joined = rules.as(arguments.get(1), DataType.STRING, call);
    for (Typed next : arguments.subList(2, arguments.size())) {
      joined = literals.call("concat", separator, joined, rules.as(next, DataType.STRING, call));
    }
    return new Typed(joined, DataType.STRING);
  }

  private Typed slice(Expr.Call call, List<Typed> arguments) {
    requireText(arguments.get(0), call);
    List<RexNode> nodes = new ArrayList<>();
    nodes.add(rules.as(arguments.get(0), DataType.STRING, call));
    nodes.addAll(all(arguments.subList(1, arguments.size()), DataType.INT64, call));
    return function("slice", DataType.STRING, nodes);
  }

  private Typed date(String name, Expr.Call call, List<Typed> arguments) {
    return function(name, DataType.INT64, List.of(asDate(call, arguments.get(0))));
  }

  private RexNode asDate(Expr.Call call, Typed value) {
    if (value.type() == DataType.TIMESTAMP) {
      return literals.call("timestampToDate", value.rex());
    }
    return rules.as(requireTime(value, call), DataType.DATE, call);
  }

  private Typed timestamp(String name, Expr.Call call, List<Typed> arguments) {
    Typed value = requireTime(arguments.get(0), call);
    return function(name, DataType.INT64, List.of(rules.as(value, DataType.TIMESTAMP, call)));
  }

  private static Typed requireTime(Typed value, Expr call) {
    if (!value.isNull() && !value.isTime()) {
      throw mismatch(value.type() + " is no date or timestamp", "Cast it.", call);
    }
    return value;
  }

  private Typed entry(Expr.Call call, List<Typed> arguments) {
    DataType container = arguments.get(0).type();
    if (!(call.arguments().get(1) instanceof Expr.Literal literal)
        || !(literal.value() instanceof String name)) {
      throw unsupported("a map or struct is asked by a text", call);
    }
    DataType type = null;
    if (container instanceof DataType.Struct struct) {
      type =
          struct.fields().stream()
              .filter(f -> f.name().equals(name))
              .map(Column::type)
              .findFirst()
              .orElse(null);
    } else if (container instanceof DataType.MapOf map && map.key() == DataType.STRING) {
      type = map.value();
    } else {
      throw mismatch(container + " is no map from text and no struct", "Name one.", call);
    }
    if (type == null) {
      throw mismatch("the struct has no field '" + name + "'", "It is " + container + ".", call);
    }
    String function = entryFunction(type);
    if (function == null) {
      throw unsupported("an entry of type " + type, call);
    }
    return function(function, type, List.of(arguments.get(0).rex(), arguments.get(1).rex()));
  }

  private static @Nullable String entryFunction(DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> "entryLong";
        case FLOAT64 -> "entryDouble";
        case STRING -> "entryString";
        case BOOLEAN -> "entryBoolean";
        case DATE -> "entryDate";
        case TIMESTAMP -> "entryTimestamp";
        case BINARY -> null;
      };
    }
    return type instanceof DataType.Decimal ? "entryDecimal" : null;
  }
}
