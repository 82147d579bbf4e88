package io.metaxy.core.plan;

import io.metaxy.schema.DataType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/** Operations on texts that every engine has under these names, and how plans say them. */
public final class PlanOperators {
  /** {@code SUBSTR(text, 1, length)}: the first characters. */
  public static final SqlFunction SUBSTR =
      new SqlFunction(
          "SUBSTR",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_NULLABLE,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.STRING);

  /** The texts of a group, as in {@link JoinedTexts}. */
  public static final SqlAggFunction GROUP_CONCAT =
      new SqlAggFunction(
          "GROUP_CONCAT",
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_NULLABLE,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.STRING,
          false,
          false,
          Optionality.OPTIONAL) {};

  private PlanOperators() {}

  /** A text literal. */
  public static RexNode text(RexBuilder rex, String value) {
    return rex.makeLiteral(value, type(rex), false, false);
  }

  /** One text behind the other; null if one is null. */
  public static RexNode concat(RexBuilder rex, List<RexNode> texts) {
    RexNode all = texts.get(0);
    for (RexNode text : texts.subList(1, texts.size())) {
      all = rex.makeCall(type(rex), SqlStdOperatorTable.CONCAT, List.of(all, text));
    }
    return all;
  }

  /** The text, or the empty one for null. */
  public static RexNode orEmpty(RexBuilder rex, RexNode text) {
    return rex.makeCall(type(rex), SqlStdOperatorTable.COALESCE, List.of(text, text(rex, "")));
  }

  private static RelDataType type(RexBuilder rex) {
    return PlanTypes.of(rex.getTypeFactory(), DataType.STRING);
  }
}
