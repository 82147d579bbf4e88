package io.metaxy.duckdb;

import io.metaxy.core.function.EngineFunction;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Lowers comparisons of whole numbers with doubles. DuckDB would turn the whole number into a
 * double, and digits beyond 2^53 would be lost (rule E1). Rounding keeps the order, so only where
 * the two are equal as doubles are they compared as whole numbers.
 */
final class ExactNumbers extends RelHomogeneousShuttle {
  /** A double as a whole number of 128 bits; null for one that has no such number. */
  static final SqlFunction TO_HUGEINT =
      new SqlFunction(
          "metaxy_to_hugeint",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_NULLABLE,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  /** Up to here each whole number is a double of its own. */
  private static final double EXACT = 0x1p53;

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited.accept(new Lowering(visited.getCluster().getRexBuilder()));
  }

  private static final class Lowering extends RexShuttle {
    private final RexBuilder rex;

    Lowering(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      // Calcite asserts that no AND stands right inside another one.
      RexNode visited = RexUtil.flatten(rex, super.visitCall(call));
      if (!(visited instanceof RexCall plain) || !plain.isA(SqlKind.COMPARISON)) {
        return visited;
      }
      if (plain.getOperands().size() != 2) {
        return visited;
      }
      RexNode a = plain.getOperands().get(0);
      RexNode b = plain.getOperands().get(1);
      if (!(isWhole(a) && isDouble(b)) && !(isDouble(a) && isWhole(b))) {
        return visited;
      }
      return isSmall(a) || isSmall(b) ? visited : exact(plain.getOperator(), a, b);
    }

    private RexNode exact(SqlOperator operator, RexNode a, RexNode b) {
      RexNode x = asDouble(a);
      RexNode y = asDouble(b);
      RexNode same = rex.makeCall(SqlStdOperatorTable.EQUALS, x, y);
      RexNode whole = rex.makeCall(operator, asWhole(a), asWhole(b));
      if (operator.getKind() == SqlKind.EQUALS) {
        return rex.makeCall(SqlStdOperatorTable.AND, same, whole);
      }
      SqlOperator strict =
          switch (operator.getKind()) {
            case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN;
            case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN;
            default -> operator;
          };
      return rex.makeCall(
          SqlStdOperatorTable.OR,
          rex.makeCall(strict, x, y),
          rex.makeCall(SqlStdOperatorTable.AND, same, whole));
    }

    private RexNode asDouble(RexNode node) {
      return isDouble(node)
          ? node
          : rex.makeCall(nullableDouble(), EngineFunction.named("longToDouble", 1), List.of(node));
    }

    private RelDataType nullableDouble() {
      return rex.getTypeFactory()
          .createTypeWithNullability(rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE), true);
    }

    private RexNode asWhole(RexNode node) {
      return isWhole(node) ? node : rex.makeCall(node.getType(), TO_HUGEINT, List.of(node));
    }
  }

  private static boolean isWhole(RexNode node) {
    return node.getType().getSqlTypeName() == SqlTypeName.BIGINT;
  }

  private static boolean isDouble(RexNode node) {
    return node.getType().getSqlTypeName() == SqlTypeName.DOUBLE;
  }

  /** Whether it is a literal that no whole number is rounded to but itself. */
  private static boolean isSmall(RexNode node) {
    if (!(node instanceof RexLiteral literal)) {
      return false;
    }
    @Nullable Double value = literal.isNull() ? null : literal.getValueAs(Double.class);
    return value == null || Math.abs(value) < EXACT;
  }
}
