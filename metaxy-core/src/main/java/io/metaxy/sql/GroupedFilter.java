package io.metaxy.sql;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/**
 * A filter whose long chains of AND or OR are printed as groups of groups. Engines read a chain as
 * an expression that is as deep as the chain is long, and have a limit for it or crash (DuckDB 2.0
 * at some thousand).
 */
final class GroupedFilter extends Filter {
  /** Shorter chains are harmless and stay as a person would write them. */
  private static final int LONG = 50;

  private final Set<CorrelationId> variables;
  private final RexNode grouped;

  private GroupedFilter(Filter filter, RexNode grouped) {
    super(filter.getCluster(), filter.getTraitSet(), filter.getInput(), filter.getCondition());
    this.variables = filter.getVariablesSet();
    this.grouped = grouped;
  }

  /** {@code filter} if it has no long chain. */
  static Filter of(Filter filter) {
    RexNode condition = filter.getCondition();
    RexNode grouped = condition.accept(new Grouping(filter.getCluster().getRexBuilder()));
    return grouped == condition ? filter : new GroupedFilter(filter, grouped);
  }

  /** For the printer alone: Calcite would not let a filter be made with this condition. */
  @Override
  public RexNode getCondition() {
    return grouped;
  }

  @Override
  public Set<CorrelationId> getVariablesSet() {
    return variables;
  }

  @Override
  public Filter copy(RelTraitSet traits, RelNode input, RexNode condition) {
    throw new UnsupportedOperationException("it is made to be printed at once");
  }

  private static final class Grouping extends RexShuttle {
    private final RexBuilder rex;

    Grouping(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      return visited instanceof RexCall chain
              && (chain.getKind() == SqlKind.AND || chain.getKind() == SqlKind.OR)
              && chain.getOperands().size() > LONG
          ? grouped(chain, chain.getOperands())
          : visited;
    }

    private RexNode grouped(RexCall chain, List<RexNode> operands) {
      int size = operands.size();
      return size == 1
          ? operands.get(0)
          : rex.makeCall(
              chain.getType(),
              chain.getOperator(),
              List.of(
                  grouped(chain, operands.subList(0, size / 2)),
                  grouped(chain, operands.subList(size / 2, size))));
    }
  }
}
