package io.metaxy.core.inprocess;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.PlanOperators;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.schema.DataType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Expressions of a plan made ready for evaluation, all of them before the first row. */
final class Expressions {
  private final RexBuilder rex;

  Expressions(RexBuilder rex) {
    this.rex = rex;
  }

  List<Value> all(List<RexNode> nodes) {
    return nodes.stream().map(this::of).toList();
  }

  /**
   * Makes {@code node} ready.
   *
   * @throws MetaxyException {@code UNSUPPORTED_EXPRESSION} if it is unknown here (rule E3)
   */
  Value of(RexNode node) {
    if (node instanceof RexInputRef ref) {
      int index = ref.getIndex();
      return row -> row[index];
    }
    if (node instanceof RexLiteral literal) {
      Object constant = Constants.of(literal);
      return row -> constant;
    }
    if (node instanceof RexFieldAccess access) {
      return entry(of(access.getReferenceExpr()), access.getField().getName());
    }
    if (node instanceof RexCall call) {
      return call(call);
    }
    throw unsupported(node);
  }

  private static MetaxyException unsupported(RexNode node) {
    return new MetaxyException(
        ErrorCode.UNSUPPORTED_EXPRESSION,
        "The in-process engine cannot evaluate " + node + ".",
        "Use another expression.");
  }

  private Value call(RexCall call) {
    if (call.getOperator() instanceof EngineFunction function) {
      return function(function, all(call.getOperands()));
    }
    if (call.getKind() == SqlKind.SEARCH) {
      return search(call);
    }
    if (call.getKind() == SqlKind.CAST) {
      return cast(call);
    }
    List<Value> operands = all(call.getOperands());
    if (call.getOperator() == SqlStdOperatorTable.CONCAT) {
      return row -> concat(operands, row);
    }
    if (call.getOperator() == PlanOperators.SUBSTR) {
      return row -> start(operands, row);
    }
    Value first = operands.get(0);
    return switch (call.getKind()) {
      case AND -> row -> junction(operands, row, false);
      case OR -> row -> junction(operands, row, true);
      case NOT -> row -> first.of(row) instanceof Boolean b ? (Boolean) !b : null;
      case IS_NULL -> row -> first.of(row) == null;
      case IS_NOT_NULL -> row -> first.of(row) != null;
      case IS_TRUE -> row -> Boolean.TRUE.equals(first.of(row));
      case IS_NOT_TRUE -> row -> !Boolean.TRUE.equals(first.of(row));
      case IS_FALSE -> row -> Boolean.FALSE.equals(first.of(row));
      case IS_NOT_FALSE -> row -> !Boolean.FALSE.equals(first.of(row));
      case EQUALS -> comparison(operands, order -> order == 0);
      case NOT_EQUALS -> comparison(operands, order -> order != 0);
      case LESS_THAN -> comparison(operands, order -> order < 0);
      case LESS_THAN_OR_EQUAL -> comparison(operands, order -> order <= 0);
      case GREATER_THAN -> comparison(operands, order -> order > 0);
      case GREATER_THAN_OR_EQUAL -> comparison(operands, order -> order >= 0);
      case IS_DISTINCT_FROM ->
          row -> Ordering.compareNullable(first.of(row), operands.get(1).of(row)) != 0;
      case IS_NOT_DISTINCT_FROM ->
          row -> Ordering.compareNullable(first.of(row), operands.get(1).of(row)) == 0;
      case COALESCE -> row -> coalesce(operands, row);
      case CASE -> row -> cases(operands, row);
      case ITEM -> row -> item(first.of(row), operands.get(1).of(row));
      default -> throw unsupported(call);
    };
  }

  private static @Nullable Object concat(List<Value> operands, @Nullable Object[] row) {
    StringBuilder text = new StringBuilder();
    for (Value operand : operands) {
      Object part = operand.of(row);
      if (part == null) {
        return null;
      }
      text.append(part);
    }
    return text.toString();
  }

  private static @Nullable Object start(List<Value> operands, @Nullable Object[] row) {
    return operands.get(0).of(row) instanceof String text
            && operands.get(2).of(row) instanceof Long length
        ? text.substring(0, (int) Math.min(length, text.length()))
        : null;
  }

  private static @Nullable Object item(@Nullable Object container, @Nullable Object key) {
    return container instanceof Map<?, ?> map && key != null ? map.get(key) : null;
  }

  private static Value entry(Value container, String name) {
    return row -> container.of(row) instanceof Map<?, ?> map ? map.get(name) : null;
  }

  /** Kleene's and (decided by a false) or or (decided by a true). */
  private static @Nullable Boolean junction(
      List<Value> operands, @Nullable Object[] row, Boolean decides) {
    boolean unknown = false;
    for (Value operand : operands) {
      Object value = operand.of(row);
      if (decides.equals(value)) {
        return decides;
      }
      unknown |= value == null;
    }
    return unknown ? null : (Boolean) !decides;
  }

  private static Value comparison(List<Value> operands, IntPredicate is) {
    Value left = operands.get(0);
    Value right = operands.get(1);
    return row -> {
      Object a = left.of(row);
      Object b = a == null ? null : right.of(row);
      return a == null || b == null ? null : (Boolean) is.test(Ordering.compare(a, b));
    };
  }

  private static @Nullable Object coalesce(List<Value> operands, @Nullable Object[] row) {
    for (Value operand : operands) {
      Object value = operand.of(row);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object cases(List<Value> operands, @Nullable Object[] row) {
    int last = operands.size() - 1;
    for (int i = 0; i < last; i += 2) {
      if (operands.get(i).holds(row)) {
        return operands.get(i + 1).of(row);
      }
    }
    return operands.get(last).of(row);
  }

  private static Value function(EngineFunction function, List<Value> operands) {
    return row -> {
      Object[] arguments = new Object[operands.size()];
      for (int i = 0; i < arguments.length; i++) {
        Object argument = operands.get(i).of(row);
        if (argument == null) {
          return null;
        }
        arguments[i] = argument;
      }
      try {
        return function.call(arguments);
      } catch (RuntimeException e) {
        throw new MetaxyException(
            ErrorCode.ENGINE_FAILURE,
            function.getName() + " has no value: " + e.getMessage() + ".",
            "Leave such rows out, or calculate otherwise.",
            e);
      }
    };
  }

  /** Calcite adds casts that only say "nullable"; casts with a meaning are functions of ours. */
  private Value cast(RexCall call) {
    DataType from = PlanTypes.type(call.getOperands().get(0).getType());
    if (!from.equals(PlanTypes.type(call.getType()))) {
      throw unsupported(call);
    }
    return of(call.getOperands().get(0));
  }

  /** An IN list as Calcite keeps it. */
  private Value search(RexCall call) {
    RexLiteral literal = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg == null || !sarg.isPoints()) {
      return of(RexUtil.expandSearch(rex, null, call));
    }
    DataType type = PlanTypes.type(literal.getType());
    Set<@Nullable Object> points = new HashSet<>();
    sarg.rangeSet
        .asRanges()
        .forEach(
            r -> points.add(Ordering.keyPart(Constants.value(r.lowerEndpoint(), type, literal))));
    Boolean ofNull =
        sarg.nullAs == RexUnknownAs.UNKNOWN ? null : (Boolean) (sarg.nullAs == RexUnknownAs.TRUE);
    Value value = of(call.getOperands().get(0));
    return row -> {
      Object found = value.of(row);
      return found == null ? ofNull : (Boolean) points.contains(Ordering.keyPart(found));
    };
  }
}
