package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.core.update.RebasePlan;
import io.metaxy.core.update.UpdatePlans;
import io.metaxy.store.Deleted;
import io.metaxy.store.RebaseReceipt;
import io.metaxy.store.RebaseRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.store.WriteRequest;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/** Takes samples of one feature version over to another. */
final class Rebaser {
  private final StoreContext context;
  private final Writer writer;

  Rebaser(StoreContext context, Writer writer) {
    this.context = context;
    this.writer = writer;
  }

  RebaseReceipt rebase(RebaseRequest request) {
    RebaseTarget target = target(request);
    Rows rebased = rebased(request, target);
    if (request.isDryRun()) {
      return receipt(request, target, rebased.count());
    }
    context.requireWritable();
    WriteRequest write = WriteRequest.of(request.feature(), rebased.cursor()).keepingVersions();
    return receipt(request, target, writer.write(write).rows());
  }

  private static RebaseReceipt receipt(RebaseRequest request, RebaseTarget target, long rows) {
    return new RebaseReceipt(
        request.feature(),
        request.fromVersion(),
        target.featureVersion(),
        rows,
        request.isDryRun());
  }

  Rows rebased(RebaseRequest request) {
    return rebased(request, target(request));
  }

  private RebaseTarget target(RebaseRequest request) {
    if (context.features().spec(request.feature()).deps().isEmpty()) {
      throw noParents(request.feature());
    }
    return RebaseTarget.of(context, request);
  }

  private static MetaxyException noParents(FeatureKey feature) {
    return new MetaxyException(
        ErrorCode.INVALID_REQUEST,
        "Feature " + feature + " has no parents from which its provenance could be worked out.",
        "Write its samples anew with the provenance that they have now.");
  }

  private Rows rebased(RebaseRequest request, RebaseTarget target) {
    FeatureKey feature = request.feature();
    FeatureTable table = context.table(feature);
    FeatureSpec spec = target.context().features().spec(feature);
    if (spec.deps().isEmpty()) {
      throw noParents(feature);
    }
    UpdatePlans plans = new UpdatePlans(target.context().features(), feature);
    UpdateResolver.Expectation expected =
        new UpdateResolver(target.context())
            .expect(UpdateRequest.of(feature).skipComparison(), plans);
    RelNode stored = stored(expected, table, request.fromVersion());
    plans.current(stored, List.of());
    RelNode plan = RebasePlan.of(stored, expected.rows(), plans.joinColumns());
    return new PlannedRows(new RebasedShape(spec, table.schema(), target), expected.engine(), plan);
  }

  private RelNode stored(UpdateResolver.Expectation expected, FeatureTable table, String version) {
    RowSelection live =
        new RowSelection(VersionScope.CURRENT, version, false, Deleted.EXCLUDE, List.of());
    RelNode rows = FeaturePlans.select(expected.builder(), table, live).build();
    return expected.isHere()
        ? rows
        : expected
            .inputs()
            .add(
                PlanTypes.schema(rows.getRowType()),
                columns ->
                    context
                        .backend()
                        .query(FeaturePlans.project(PlanCluster.over(rows), columns).build()));
  }
}
