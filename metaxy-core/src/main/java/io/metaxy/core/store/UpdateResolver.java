package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.core.update.Current;
import io.metaxy.core.update.ExpectedRows;
import io.metaxy.core.update.GivenSamples;
import io.metaxy.core.update.UpdatePlan;
import io.metaxy.core.update.UpdatePlans;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Deleted;
import io.metaxy.store.Filter;
import io.metaxy.store.Increment;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/** Tells what must be computed anew of a feature. */
final class UpdateResolver {
  private final StoreContext context;

  UpdateResolver(StoreContext context) {
    this.context = context;
  }

  Increment resolve(UpdateRequest request) {
    try (RowCursor given = request.samples().map(RowSource::given).orElse(null)) {
      return checkAndResolve(request);
    }
  }

  private Increment checkAndResolve(UpdateRequest request) {
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
          "Nothing is to be resolved: write its samples. In code, give samples with their"
              + " metaxy_provenance_by_field.");
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
    Expectation expectation = expect(request, plans);
    Current stored = stored(expectation.builder(), request, plans).orElse(null);
    Current current =
        stored == null || expectation.isHere()
            ? stored
            : here(expectation.inputs(), request, stored);
    UpdatePlan plan = checked(plans.compare(expectation.rows(), current), request);
    return new PlannedIncrement(
        plan,
        expectation.engine(),
        ProvenanceShape.of(context.features().spec(request.feature()), plan.input()),
        true);
  }

  /** What cannot be translated is said now, not when rows are asked for (rule E3). */
  private static UpdatePlan checked(UpdatePlan plan, UpdateRequest request) {
    if (!request.stalenessPredicates().isEmpty()) {
      plan.staleSamples();
    }
    return plan;
  }

  /** The samples that there should be by what the parents are, here or in fallback stores. */
  Expectation expect(UpdateRequest request, UpdatePlans plans) {
    RelBuilder builder = PlanCluster.builder();
    List<FeatureDep> deps = context.features().spec(request.feature()).deps();
    boolean isHere = deps.stream().map(FeatureDep::feature).allMatch(context::has);
    LocalInputs inputs = new LocalInputs(builder.getCluster());
    Function<FeatureKey, RelNode> parents =
        isHere
            ? parent -> parent(builder, request, parent)
            : parent -> read(inputs, request, parent);
    return new Expectation(
        plans.expected(parents, context.plannedHash()),
        builder,
        inputs,
        isHere,
        isHere ? p -> query(request.feature(), p) : inputs::run);
  }

  /**
   * Samples that there should be.
   *
   * @param rows their plan
   * @param builder of the plan's cluster
   * @param inputs what the plan is over if not all of it is in this engine
   * @param isHere whether all of it is
   * @param engine runs plans over it
   */
  record Expectation(
      ExpectedRows rows,
      RelBuilder builder,
      LocalInputs inputs,
      boolean isHere,
      Function<RelNode, RowCursor> engine) {}

  /** The rows of a parent in this engine. */
  private RelNode parent(RelBuilder builder, UpdateRequest request, FeatureKey parent) {
    return rows(builder, parent, context.table(parent), filters(request, parent));
  }

  private static List<Filter> filters(UpdateRequest request, FeatureKey parent) {
    List<Filter> filters = new ArrayList<>(request.filters().getOrDefault(parent, List.of()));
    filters.addAll(request.globalFilters());
    return filters;
  }

  /** The rows of a parent, of this store or a fallback store. */
  private RelNode read(LocalInputs inputs, UpdateRequest request, FeatureKey parent) {
    ReadRequest read = ReadRequest.of(parent);
    for (Filter filter : filters(request, parent)) {
      read = read.where(filter);
    }
    ReadRequest all = read;
    Reader reader = new Reader(context);
    Schema schema = reader.read(all).schema();
    return inputs.add(schema, columns -> reader.read(all.columns(columns)).cursor());
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
    LocalInputs inputs = new LocalInputs(builder.getCluster());
    Current stored = stored(builder, request, plans).orElse(null);
    Current current = stored == null ? null : here(inputs, request, stored);
    builder.push(inputs.add(samples.schema(), samples::scan));
    Filters.check(targetFilters(request), samples.schema())
        .forEach(filter -> builder.filter(filter.on(builder)));
    UpdatePlan plan = checked(plans.compare(new GivenSamples(builder.build()), current), request);
    return new PlannedIncrement(
        plan, inputs::run, PlannedRows.Shape.plain(samples.schema()), false);
  }

  /** Stored rows, selected in their engine, as an input of a plan that runs here. */
  private Current here(LocalInputs inputs, UpdateRequest request, Current stored) {
    RelNode rows =
        inputs.add(
            PlanTypes.schema(stored.rows().getRowType()),
            columns ->
                query(
                    request.feature(),
                    FeaturePlans.project(PlanCluster.over(stored.rows()), columns).build()));
    return new Current(rows, stored.on(), stored.stale());
  }

  private RowCursor query(FeatureKey feature, RelNode plan) {
    return context.query(feature, "resolve update", plan);
  }
}
