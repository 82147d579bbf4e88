package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.inprocess.LocalPlan;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTable;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.core.update.Current;
import io.metaxy.core.update.ExpectedRows;
import io.metaxy.core.update.GivenSamples;
import io.metaxy.core.update.UpdatePlan;
import io.metaxy.core.update.UpdatePlans;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.store.Deleted;
import io.metaxy.store.Filter;
import io.metaxy.store.Increment;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/** Tells what must be computed anew of a feature. */
final class UpdateResolver {
  private static final String SAMPLES = "metaxy_samples";
  private static final String STORED = "metaxy_stored";

  private final StoreContext context;

  UpdateResolver(StoreContext context) {
    this.context = context;
  }

  Increment resolve(UpdateRequest request) {
    FeatureKey feature = request.feature();
    FeatureSpec spec = context.features().spec(feature);
    context.versions().of(feature);
    UpdatePlans plans = new UpdatePlans(context.features(), feature);
    checkFilters(request, spec);
    if (request.samples().isPresent()) {
      return compareGiven(request, spec, plans, request.samples().get());
    }
    if (spec.deps().isEmpty()) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "Feature " + feature + " has no parents that say which samples there should be.",
          "Give samples with their metaxy_provenance_by_field.");
    }
    return compareParents(request, plans);
  }

  private void checkFilters(UpdateRequest request, FeatureSpec spec) {
    for (FeatureKey filtered : request.filters().keySet()) {
      context.features().definition(filtered);
      boolean isRead =
          filtered.equals(spec.key())
              || spec.deps().stream().map(FeatureDep::feature).anyMatch(filtered::equals);
      if (!isRead) {
        throw new MetaxyException(
            ErrorCode.INVALID_REQUEST,
            "A filter is for " + filtered + ", which " + spec.key() + " is not made from.",
            "Filter the feature itself or one of its parents.");
      }
    }
  }

  private Increment compareParents(UpdateRequest request, UpdatePlans plans) {
    RelBuilder builder = PlanCluster.builder();
    ExpectedRows expected =
        plans.expected(parent -> parent(builder, request, parent), context.plannedHash());
    UpdatePlan plan = plans.compare(expected, stored(builder, request, plans).orElse(null));
    return new PlannedIncrement(
        plan,
        p -> query(request.feature(), p),
        ProvenanceShape.of(context.features().spec(request.feature()), plan.input()),
        true);
  }

  private RelNode parent(RelBuilder builder, UpdateRequest request, FeatureKey parent) {
    List<Filter> filters = new ArrayList<>(request.filters().getOrDefault(parent, List.of()));
    filters.addAll(request.globalFilters());
    return rows(builder, parent, context.table(parent), filters);
  }

  private RelNode rows(
      RelBuilder builder, FeatureKey feature, FeatureTable table, List<Filter> filters) {
    RowSelection selection =
        new RowSelection(
            VersionScope.CURRENT,
            context.versions().of(feature).featureVersion(),
            false,
            Deleted.EXCLUDE,
            Filters.check(filters, table.schema()));
    return FeaturePlans.select(builder, table, selection).build();
  }

  /** The feature's own rows, unless it has none or they do not count. */
  private Optional<Current> stored(RelBuilder builder, UpdateRequest request, UpdatePlans plans) {
    FeatureKey feature = request.feature();
    Optional<Schema> schema =
        request.skipsComparison()
            ? Optional.empty()
            : context.backend().schema(feature.tableName());
    return schema.map(
        columns -> {
          List<String> ids = context.features().spec(feature).idColumns();
          FeatureTable table = new FeatureTable(feature.tableName(), columns, ids);
          return plans.current(
              rows(builder, feature, table, targetFilters(request)),
              Filters.check(request.stalenessPredicates(), columns));
        });
  }

  private static List<Filter> targetFilters(UpdateRequest request) {
    List<Filter> filters =
        new ArrayList<>(request.filters().getOrDefault(request.feature(), List.of()));
    filters.addAll(request.globalFilters());
    filters.addAll(request.targetFilters());
    return filters;
  }

  /** Given samples stay here; of what is stored only what is compared comes to them. */
  private Increment compareGiven(
      UpdateRequest request, FeatureSpec spec, UpdatePlans plans, WriteRequest.Rows rows) {
    Samples samples =
        Samples.of(
            rows,
            plans.joinColumns(),
            spec,
            context.backend().schema(spec.key().tableName()),
            context.hash());
    RelBuilder builder = PlanCluster.builder();
    Current inEngine = stored(builder, request, plans).orElse(null);
    RelOptCluster cluster = builder.getCluster();
    Current current = inEngine == null ? null : here(cluster, inEngine);
    builder.push(PlanTable.scan(cluster, SAMPLES, samples.schema()));
    Filters.check(targetFilters(request), samples.schema())
        .forEach(filter -> builder.filter(filter.on(builder)));
    UpdatePlan plan = plans.compare(new GivenSamples(builder.build()), current);
    return new PlannedIncrement(
        plan,
        p -> LocalPlan.run(p, scan -> scan(request.feature(), scan, samples, inEngine)),
        PlannedRows.Shape.plain(samples.schema()),
        false);
  }

  private static Current here(RelOptCluster cluster, Current inEngine) {
    Schema schema = PlanTypes.schema(inEngine.rows().getRowType());
    return new Current(PlanTable.scan(cluster, STORED, schema), inEngine.on(), inEngine.stale());
  }

  private RowCursor scan(
      FeatureKey feature, Scan scan, Samples samples, @Nullable Current inEngine) {
    return scan.table().equals(SAMPLES) || inEngine == null
        ? samples.scan(scan.columns())
        : query(
            feature,
            FeaturePlans.project(PlanCluster.over(inEngine.rows()), scan.columns()).build());
  }

  private RowCursor query(FeatureKey feature, RelNode plan) {
    return context.run(feature, "resolve update", () -> context.backend().query(plan));
  }
}
