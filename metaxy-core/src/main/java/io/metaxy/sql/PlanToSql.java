package io.metaxy.sql;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's converter, but for long chains in filters ({@link GroupedFilter}), and for a projection
 * of groups that has correlated subqueries: Calcite would print both as one query, in which the
 * subqueries have no name to call the groups by.
 */
final class PlanToSql extends RelToSqlConverter {
  /** The groups to be printed as a query of their own. */
  private @Nullable RelNode nested;

  PlanToSql(SqlDialect dialect) {
    super(dialect);
  }

  @Override
  public Result visitInput(
      RelNode parent, int i, boolean anon, boolean ignoreClauses, Set<Clause> expected) {
    RelNode input = parent.getInput(i);
    if (parent instanceof Project
        && !parent.getVariablesSet().isEmpty()
        && input instanceof Aggregate) {
      nested = input;
    }
    return super.visitInput(parent, i, anon, ignoreClauses, expected);
  }

  @Override
  protected Result dispatch(RelNode plan) {
    Result result = super.dispatch(plan instanceof Filter filter ? GroupedFilter.of(filter) : plan);
    if (plan != nested) {
      return result;
    }
    SqlSelect select = result.subSelect();
    String name = Objects.requireNonNull(SqlValidatorUtil.alias(select.getFrom()));
    return result(
        select, Set.of(Clause.FROM), name, plan.getRowType(), Map.of(name, plan.getRowType()));
  }
}
