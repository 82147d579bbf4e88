package io.metaxy.core.expr;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.function.EngineFunction;
import io.metaxy.expr.Expr;
import io.metaxy.schema.DataType;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Which types go together, and how a value of one becomes one of another. */
final class TypeRules {
  private final RexBuilder rex;
  private final Literals literals;

  TypeRules(RexBuilder rex, Literals literals) {
    this.rex = rex;
    this.literals = literals;
  }

  static MetaxyException mismatch(String problem, String remedy, Expr expr) {
    return new MetaxyException(
        ErrorCode.TYPE_MISMATCH, "In " + expr + ": " + problem + ".", remedy);
  }

  static MetaxyException unsupported(String problem, Expr expr) {
    return new MetaxyException(
        ErrorCode.UNSUPPORTED_EXPRESSION,
        expr + " cannot be expressed: " + problem + ".",
        "Use another expression, or work on the rows that come back.");
  }

  Typed literal(@Nullable Object value) {
    return literals.of(value);
  }

  RexNode nullOf(DataType type) {
    return rex.makeNullLiteral(literals.type(type));
  }

  /** A type that holds all values; text if all are null. */
  DataType common(List<Typed> values, Expr expr) {
    DataType common = null;
    for (Typed value : values) {
      DataType type = value.type();
      if (type == null || type.equals(common)) {
        continue;
      }
      if (common == null) {
        common = type;
      } else if (common.isNumeric() && type.isNumeric()) {
        common = number(common, type);
      } else if (isTime(common) && isTime(type)) {
        common = DataType.TIMESTAMP;
      } else {
        throw mismatch("its values are " + common + " and " + type, "Cast one of them.", expr);
      }
    }
    return common == null ? DataType.STRING : common;
  }

  private static boolean isTime(DataType type) {
    return type == DataType.DATE || type == DataType.TIMESTAMP;
  }

  private static DataType number(DataType a, DataType b) {
    if (a == DataType.FLOAT64 || b == DataType.FLOAT64) {
      return DataType.FLOAT64;
    }
    return DataType.decimal(38, Math.max(scale(a), scale(b)));
  }

  private static int scale(DataType type) {
    return type instanceof DataType.Decimal decimal ? decimal.scale() : 0;
  }

  /** {@code value} as {@code type}, where nothing is lost by it. */
  RexNode as(Typed value, DataType type, Expr expr) {
    DataType from = value.type();
    if (from == null) {
      return nullOf(type);
    }
    if (from.equals(type)) {
      return value.rex();
    }
    if (from instanceof DataType.Decimal && type instanceof DataType.Decimal) {
      return value.rex();
    }
    if (from == DataType.INT64 && type == DataType.FLOAT64) {
      return literals.call("longToDouble", value.rex());
    }
    if (from == DataType.INT64 && type instanceof DataType.Decimal) {
      return literals.call("longToDecimal", value.rex());
    }
    if (from instanceof DataType.Decimal && type == DataType.FLOAT64) {
      return literals.call("decimalToDouble", value.rex());
    }
    if (from == DataType.DATE && type == DataType.TIMESTAMP) {
      return literals.call("dateToTimestamp", value.rex());
    }
    throw mismatch(value.rex() + " is " + from + ", not " + type, "Cast it.", expr);
  }

  /** {@code value} cast by the user. */
  Typed cast(Typed value, DataType type, Expr.Cast expr) {
    DataType from = value.type();
    if (from == null) {
      return new Typed(nullOf(type), type);
    }
    if (from.equals(type)) {
      return value;
    }
    String function = castFunction(from, type);
    if (function == null) {
      throw unsupported("there is no cast from " + from + " to " + type, expr);
    }
    return new Typed(literals.call(function, value.rex()), type);
  }

  private static @Nullable String castFunction(DataType from, DataType to) {
    String name = word(from).toLowerCase(Locale.ROOT) + "To" + word(to);
    return EngineFunction.all().stream().anyMatch(f -> f.isMethod(name, 1)) ? name : null;
  }

  /** The word for a type in the names of functions. */
  private static String word(DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> "Long";
        case FLOAT64 -> "Double";
        case STRING -> "String";
        case BOOLEAN -> "Boolean";
        case DATE -> "Date";
        case TIMESTAMP -> "Timestamp";
        case BINARY -> "Binary";
      };
    }
    return type instanceof DataType.Decimal ? "Decimal" : "Nested";
  }
}
