package io.metaxy.core.expr;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTable;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;

class LongChainTest {
  private static final int LINKS = 20_000;
  private static final Schema COLUMNS = Schema.of(new Column("n", DataType.INT64));

  private static RexNode condition(Expr filter) {
    RelBuilder rows = PlanCluster.builder();
    rows.push(PlanTable.scan(rows.getCluster(), "t", COLUMNS));
    return new ExprTranslator(rows, COLUMNS).condition(filter);
  }

  @Test
  void aChainBecomesOneCallHoweverLongItIs() {
    Expr left = col("n").gt(0);
    Expr right = col("n").gt(0);
    for (int i = 1; i < LINKS; i++) {
      left = left.or(col("n").gt(i));
      right = col("n").gt(i).and(right);
    }
    assertThat(((RexCall) condition(left)).getOperands()).hasSize(LINKS);
    assertThat(((RexCall) condition(right)).getOperands()).hasSize(LINKS);
  }

  @Test
  void aChainHasATextHoweverLongItIs() {
    Expr chain = col("n").gt(0);
    for (int i = 1; i < LINKS; i++) {
      chain = chain.or(col("n").gt(i));
    }
    assertThat(chain.toString()).startsWith("((((").endsWith(" | (col(\"n\") > 19999))");
    assertThat(chain.withoutValues()).endsWith(" | (col(\"n\") > ?))").doesNotContain("19999");
  }

  @Test
  void whatIsNoChainMayNotNestSoDeeply() {
    Expr sum = col("n");
    for (int i = 0; i < LINKS; i++) {
      sum = sum.plus(1);
    }
    Expr filter = sum.gt(0);
    assertThatThrownBy(() -> condition(filter))
        .isInstanceOfSatisfying(
            MetaxyException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_EXPRESSION))
        .hasMessageContaining("500 deep");
  }
}
