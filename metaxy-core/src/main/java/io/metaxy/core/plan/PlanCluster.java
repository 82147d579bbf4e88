package io.metaxy.core.plan;

import java.util.Objects;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes what plans are built with, directly: Calcite's {@code Frameworks} takes a second longer to
 * start.
 */
public final class PlanCluster {
  /** Leaves constants as they are: folding them would compile Java at run time. */
  private static final RexExecutor NO_FOLDING =
      (rexBuilder, constants, reduced) -> reduced.addAll(constants);

  private PlanCluster() {}

  /** A builder on a new cluster; one per plan, for one thread. */
  public static RelBuilder builder() {
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    planner.setExecutor(NO_FOLDING);
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(PlanTypes.factory()));
    cluster.setMetadataQuerySupplier(
        () ->
            new RelMetadataQuery(
                new MetadataHandlers(Objects.requireNonNull(cluster.getMetadataProvider()))));
    return on(cluster);
  }

  /** A builder with {@code plan} on top, to add to it. */
  public static RelBuilder over(RelNode plan) {
    return on(plan.getCluster()).push(plan);
  }

  /** A builder on {@code cluster}. */
  static RelBuilder on(RelOptCluster cluster) {
    // Plans are small and said as they are meant; simplifying costs start time.
    RelBuilder.Config config =
        RelBuilder.Config.DEFAULT.withSimplify(false).withPruneInputOfAggregate(false);
    return RelBuilder.proto(Contexts.of(config)).create(cluster, null);
  }
}
