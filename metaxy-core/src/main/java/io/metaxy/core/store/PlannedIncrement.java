package io.metaxy.core.store;

import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.update.UpdatePlan;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.Increment;
import io.metaxy.store.Rows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;

/**
 * An increment whose plans run when rows are asked for.
 *
 * @param plan the plans
 * @param engine runs them
 * @param shape what becomes of the samples that there should be on their way out
 * @param hasInput whether there is an input apart from samples that were given
 */
record PlannedIncrement(
    UpdatePlan plan, Function<RelNode, RowCursor> engine, PlannedRows.Shape shape, boolean hasInput)
    implements Increment {

  @Override
  public Rows newSamples() {
    return new PlannedRows(shape, engine, plan.newSamples());
  }

  @Override
  public Rows staleSamples() {
    return new PlannedRows(shape, engine, plan.staleSamples());
  }

  @Override
  public Rows orphanedSamples() {
    if (!plan.comparesStored()) {
      return new MemoryRows(shape.schema(), List.of());
    }
    RelNode orphaned = plan.orphanedSamples();
    return new PlannedRows(PlanTypes.schema(orphaned.getRowType()), engine, orphaned);
  }

  @Override
  public Optional<Rows> input() {
    return hasInput ? Optional.of(new PlannedRows(shape, engine, plan.input())) : Optional.empty();
  }

  @Override
  public OptionalDouble inputProgress() {
    if (!hasInput) {
      return OptionalDouble.empty();
    }
    long all = PlannedRows.count(engine, plan.countInputs());
    if (all == 0) {
      return OptionalDouble.empty();
    }
    long missing = PlannedRows.count(engine, plan.countNewInputs());
    return OptionalDouble.of(100.0 * (all - missing) / all);
  }

  @Override
  public Increment collect() {
    return CollectedIncrement.of(this);
  }
}
