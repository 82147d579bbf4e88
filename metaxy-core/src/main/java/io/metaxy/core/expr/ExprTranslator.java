package io.metaxy.core.expr;

import static io.metaxy.core.expr.TypeRules.mismatch;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.expr.Expr;
import io.metaxy.expr.Function;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The one translator from expressions to nodes of a plan (rule E1). It checks types on the way: an
 * expression that passes means the same on every engine.
 */
public final class ExprTranslator {
  /** Deeper ones, chains of AND or OR apart, would need more stack than a thread may have. */
  private static final int DEEPEST = 500;

  private final RelBuilder rows;
  private final Schema schema;
  private final TypeRules rules;
  private final Comparisons comparisons;
  private final Calls calls;
  private int depth;

  /**
   * Translates over the topmost relation of {@code rows}.
   *
   * @param schema its columns
   */
  public ExprTranslator(RelBuilder rows, Schema schema) {
    this.rows = rows;
    this.schema = schema;
    Literals literals = new Literals(rows.getRexBuilder());
    this.rules = new TypeRules(rows.getRexBuilder(), literals);
    this.comparisons = new Comparisons(rows.getRexBuilder(), literals, rules);
    this.calls = new Calls(rules, literals);
  }

  /**
   * A condition.
   *
   * @throws MetaxyException {@code UNKNOWN_COLUMN}, {@code TYPE_MISMATCH}, {@code
   *     UNSUPPORTED_EXPRESSION} (rule E3)
   */
  public RexNode condition(Expr filter) {
    return bool(filter, filter);
  }

  /** A value with its type; a bare null is text. */
  public Result value(Expr expr) {
    Typed typed = translate(expr);
    return new Result(typed.rex(), typed.type() == null ? DataType.STRING : typed.type());
  }

  /** A translated value. */
  public record Result(RexNode rex, DataType type) {}

  private Typed translate(Expr expr) {
    if (depth == DEEPEST) {
      throw new MetaxyException(
          ErrorCode.UNSUPPORTED_EXPRESSION,
          "The expression nests more than " + DEEPEST + " deep.",
          "Write it flatter: a chain of AND or OR may be long, and isIn takes many values.");
    }
    depth++;
    try {
      return translateHere(expr);
    } finally {
      depth--;
    }
  }

  private Typed translateHere(Expr expr) {
    if (expr instanceof Expr.ColumnRef ref) {
      return column(ref.name());
    }
    if (expr instanceof Expr.Literal literal) {
      return rules.literal(literal.value());
    }
    if (expr instanceof Expr.In in) {
      return comparisons.in(translate(in.value()), in);
    }
    if (expr instanceof Expr.Cast cast) {
      return rules.cast(translate(cast.value()), cast.type(), cast);
    }
    if (expr instanceof Expr.Case cases) {
      return cases(cases);
    }
    return call((Expr.Call) expr);
  }

  private Typed column(String name) {
    Column column =
        schema
            .find(name)
            .orElseThrow(
                () ->
                    new MetaxyException(
                        ErrorCode.UNKNOWN_COLUMN,
                        "No column is named '" + name + "'.",
                        NearMiss.suggestion(name, schema.names())));
    return new Typed(rows.field(name), column.type());
  }

  private Typed call(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    return switch (call.function()) {
      case AND -> logic(SqlStdOperatorTable.AND, call);
      case OR -> logic(SqlStdOperatorTable.OR, call);
      case NOT -> logic(SqlStdOperatorTable.NOT, call);
      case IS_NULL ->
          new Typed(
              rows.call(SqlStdOperatorTable.IS_NULL, translate(arguments.get(0)).rex()),
              DataType.BOOLEAN);
      case EQ, NE, LT, LE, GT, GE ->
          comparisons.compare(
              call.function(), translate(arguments.get(0)), translate(arguments.get(1)), call);
      case COALESCE -> coalesce(call);
      default -> calls.call(call, arguments.stream().map(this::translate).toList());
    };
  }

  private Typed logic(SqlOperator operator, Expr.Call call) {
    List<RexNode> operands = new ArrayList<>();
    for (Expr operand : operands(call)) {
      operands.add(bool(operand, call));
    }
    return new Typed(rows.call(operator, operands), DataType.BOOLEAN);
  }

  /** {@code a & b & c} as one call, without recursion: long filters are deep expressions. */
  private static List<Expr> operands(Expr.Call call) {
    if (call.function() == Function.NOT) {
      return call.arguments();
    }
    List<Expr> operands = new ArrayList<>();
    Deque<Expr> left = new ArrayDeque<>(call.arguments());
    while (!left.isEmpty()) {
      Expr next = left.pop();
      if (next instanceof Expr.Call inner && inner.function() == call.function()) {
        for (int i = inner.arguments().size() - 1; i >= 0; i--) {
          left.push(inner.arguments().get(i));
        }
      } else {
        operands.add(next);
      }
    }
    return operands;
  }

  private RexNode bool(Expr expr, Expr whole) {
    Typed typed = translate(expr);
    if (typed.isNull()) {
      return rules.nullOf(DataType.BOOLEAN);
    }
    if (typed.type() != DataType.BOOLEAN) {
      throw mismatch(
          expr + " is " + typed.type() + ", and a condition must be true or false",
          "Compare it with something.",
          whole);
    }
    return typed.rex();
  }

  private Typed coalesce(Expr.Call call) {
    List<Typed> values = call.arguments().stream().map(this::translate).toList();
    DataType type = rules.common(values, call);
    List<RexNode> nodes = values.stream().map(v -> rules.as(v, type, call)).toList();
    return new Typed(rows.call(SqlStdOperatorTable.COALESCE, nodes), type);
  }

  private Typed cases(Expr.Case cases) {
    List<Typed> values = new ArrayList<>();
    cases.whens().forEach(when -> values.add(translate(when.value())));
    values.add(translate(cases.otherwise()));
    @Nullable DataType type = rules.common(values, cases);
    List<RexNode> nodes = new ArrayList<>();
    for (int i = 0; i < cases.whens().size(); i++) {
      nodes.add(bool(cases.whens().get(i).condition(), cases));
      nodes.add(rules.as(values.get(i), type, cases));
    }
    nodes.add(rules.as(values.get(values.size() - 1), type, cases));
    return new Typed(rows.call(SqlStdOperatorTable.CASE, nodes), type);
  }
}
