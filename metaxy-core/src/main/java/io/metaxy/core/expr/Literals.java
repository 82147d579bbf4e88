package io.metaxy.core.expr;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.TimeLiterals;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Values as nodes of a plan. */
public final class Literals {
  private final RexBuilder rex;

  /** Makes nodes with {@code rex}. */
  public Literals(RexBuilder rex) {
    this.rex = rex;
  }

  Typed of(@Nullable Object value) {
    if (value == null) {
      return new Typed(rex.makeNullLiteral(type(DataType.STRING)), null);
    }
    if (value instanceof Long number) {
      return new Typed(
          rex.makeExactLiteral(BigDecimal.valueOf(number), type(DataType.INT64)), DataType.INT64);
    }
    if (value instanceof Double number) {
      return new Typed(number(number), DataType.FLOAT64);
    }
    if (value instanceof String text) {
      return new Typed(text(text), DataType.STRING);
    }
    if (value instanceof Boolean flag) {
      return new Typed(rex.makeLiteral(flag), DataType.BOOLEAN);
    }
    if (value instanceof LocalDate date) {
      return new Typed(TimeLiterals.of(rex, date), DataType.DATE);
    }
    if (value instanceof Instant instant) {
      return new Typed(TimeLiterals.of(rex, instant), DataType.TIMESTAMP);
    }
    if (value instanceof BigDecimal number) {
      // By way of its text: an engine without decimals would make a double of the digits.
      return new Typed(
          call("stringToDecimal", text(number.toPlainString())),
          DataType.decimal(38, Math.min(38, Math.max(0, number.scale()))));
    }
    return new Typed(rex.makeBinaryLiteral(new ByteString((byte[]) value)), DataType.BINARY);
  }

  private RexNode text(String text) {
    return rex.makeLiteral(text, type(DataType.STRING), false, false);
  }

  private RexNode number(double number) {
    if (Double.isNaN(number)) {
      return call("nan");
    }
    if (Double.isInfinite(number)) {
      RexNode infinity = call("infinity");
      return number > 0 ? infinity : call("negateDouble", infinity);
    }
    RexNode literal =
        rex.makeApproxLiteral(new BigDecimal(Double.toString(number)), type(DataType.FLOAT64));
    return 1 / number == Double.NEGATIVE_INFINITY && number == 0
        ? call("negateDouble", literal)
        : literal;
  }

  RexNode call(String function, RexNode... arguments) {
    EngineFunction engine = EngineFunction.named(function, arguments.length);
    return rex.makeCall(type(engine.result()), engine, List.of(arguments));
  }

  RelDataType type(DataType type) {
    return PlanTypes.of(rex.getTypeFactory(), type);
  }
}
