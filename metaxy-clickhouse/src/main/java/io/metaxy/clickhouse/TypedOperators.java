package io.metaxy.clickhouse;

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
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Replaces what means something else to ClickHouse for operands of some types: comparisons of
 * doubles, where NaN is to be equal to itself and greater than all else (rule E1); null of lists
 * and maps; entries of structs.
 */
final class TypedOperators extends RelHomogeneousShuttle {
  static final SqlFunction DOUBLES_EQUAL = operator("doubles_equal");
  static final SqlFunction DOUBLE_LESS = operator("double_less");
  static final SqlFunction LIST_IS_NULL = operator("list_is_null");
  static final SqlFunction MAP_IS_NULL = operator("map_is_null");
  static final SqlFunction STRUCT_ENTRY = operator("struct_entry");

  private static SqlFunction operator(String name) {
    return new SqlFunction(
        "metaxy_" + name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited.accept(new Typing(visited.getCluster().getRexBuilder()));
  }

  private static final class Typing extends RexShuttle {
    private final RexBuilder rex;

    Typing(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      // Calcite asserts that no AND stands right inside another one.
      RexNode visited = RexUtil.flatten(rex, super.visitCall(call));
      if (!(visited instanceof RexCall typed) || typed.getOperands().isEmpty()) {
        return visited;
      }
      SqlTypeName first = typed.getOperands().get(0).getType().getSqlTypeName();
      if (typed.isA(List.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL))) {
        return nullTest(typed, first);
      }
      if (typed.isA(SqlKind.COMPARISON) && typed.getOperands().size() == 2) {
        return comparison(typed);
      }
      if (typed.getOperator() instanceof EngineFunction function
          && function.signature().startsWith("entry")
          && first == SqlTypeName.ROW) {
        return rex.makeCall(typed.getType(), STRUCT_ENTRY, typed.getOperands());
      }
      return visited;
    }

    private RexNode nullTest(RexCall call, SqlTypeName type) {
      if (type != SqlTypeName.ARRAY && type != SqlTypeName.MAP) {
        return call;
      }
      SqlFunction test = type == SqlTypeName.ARRAY ? LIST_IS_NULL : MAP_IS_NULL;
      RexNode isNull = rex.makeCall(call.getType(), test, call.getOperands());
      return call.isA(SqlKind.IS_NULL) ? isNull : not(isNull);
    }

    private RexNode not(RexNode condition) {
      return rex.makeCall(org.apache.calcite.sql.fun.SqlStdOperatorTable.NOT, condition);
    }

    private RexNode comparison(RexCall call) {
      RexNode a = call.getOperands().get(0);
      RexNode b = call.getOperands().get(1);
      if (!mayBeNan(a) && !mayBeNan(b)) {
        return call;
      }
      RelDataType type = call.getType();
      return switch (call.getKind()) {
        case EQUALS -> rex.makeCall(type, DOUBLES_EQUAL, List.of(a, b));
        case NOT_EQUALS -> not(rex.makeCall(type, DOUBLES_EQUAL, List.of(a, b)));
        case LESS_THAN -> rex.makeCall(type, DOUBLE_LESS, List.of(a, b));
        case GREATER_THAN -> rex.makeCall(type, DOUBLE_LESS, List.of(b, a));
        case LESS_THAN_OR_EQUAL -> not(rex.makeCall(type, DOUBLE_LESS, List.of(b, a)));
        case GREATER_THAN_OR_EQUAL -> not(rex.makeCall(type, DOUBLE_LESS, List.of(a, b)));
        default -> call;
      };
    }

    /** Whole numbers and literals are none; a null compares as it does anyhow. */
    private static boolean mayBeNan(RexNode node) {
      return node.getType().getSqlTypeName() == SqlTypeName.DOUBLE && !(node instanceof RexLiteral);
    }
  }
}
