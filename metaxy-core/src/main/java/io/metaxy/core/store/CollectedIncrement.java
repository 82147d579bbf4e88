package io.metaxy.core.store;

import io.metaxy.core.update.UpdatePlan;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Increment;
import io.metaxy.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An increment whose samples were fetched, all by one plan.
 *
 * @param planned what they came from
 */
record CollectedIncrement(
    PlannedIncrement planned, Rows newSamples, Rows staleSamples, Rows orphanedSamples)
    implements Increment {

  static Increment of(PlannedIncrement planned) {
    List<@Nullable Object[]> fresh = new ArrayList<>();
    List<@Nullable Object[]> stale = new ArrayList<>();
    List<@Nullable Object[]> orphaned = new ArrayList<>();
    Schema schema = planned.shape().schema();
    Schema stored = planned.orphanedSamples().schema();
    try (RowCursor all = planned.engine().apply(planned.plan().all())) {
      int behind = all.schema().size() - (planned.plan().comparesStored() ? stored.size() : 0);
      RowCursor wanted = planned.shape().apply(new Part(all, all.schema(), 1));
      RowCursor gone = new Part(all, stored, behind);
      while (all.next()) {
        Object kind = all.value(0);
        if (Long.valueOf(UpdatePlan.ORPHANED).equals(kind)) {
          orphaned.add(row(gone));
        } else {
          wanted.next();
          (Long.valueOf(UpdatePlan.NEW).equals(kind) ? fresh : stale).add(row(wanted));
        }
      }
    }
    return new CollectedIncrement(
        planned,
        new MemoryRows(schema, fresh),
        new MemoryRows(schema, stale),
        new MemoryRows(stored, orphaned));
  }

  private static @Nullable Object[] row(RowCursor rows) {
    @Nullable Object[] row = new @Nullable Object[rows.schema().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = rows.value(i);
    }
    return row;
  }

  @Override
  public Optional<Rows> input() {
    return planned.input();
  }

  @Override
  public OptionalDouble inputProgress() {
    return planned.inputProgress();
  }

  @Override
  public Increment collect() {
    return this;
  }

  /** Columns of a row on which another cursor stands. */
  private record Part(RowCursor whole, Schema schema, int from) implements RowCursor {
    @Override
    public boolean next() {
      return true;
    }

    @Override
    public @Nullable Object value(int column) {
      return whole.value(from + column);
    }

    @Override
    public void close() {}
  }
}
