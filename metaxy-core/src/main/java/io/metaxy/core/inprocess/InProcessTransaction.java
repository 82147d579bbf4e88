package io.metaxy.core.inprocess;

import io.metaxy.MetaxyException;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.TableScan;
import org.jspecify.annotations.Nullable;

/** A plain transaction as one that runs plans. */
final class InProcessTransaction implements RelationalTransaction {
  private final InProcessBackend backend;
  private final Transaction transaction;
  private final String table;
  private final Runnable atClose = this::close;
  private boolean committed;

  InProcessTransaction(InProcessBackend backend, Transaction transaction, String table) {
    this.backend = backend;
    this.transaction = transaction;
    this.table = table;
  }

  @Override
  public synchronized Optional<Schema> schema() {
    return backend.call(transaction::schema);
  }

  @Override
  public synchronized void create(Schema columns, List<String> keys) {
    run(() -> transaction.create(columns, keys));
  }

  @Override
  public synchronized void addColumns(List<Column> columns) {
    if (!backend.capabilities().contains(Capability.ADD_COLUMNS)) {
      throw new UnsupportedOperationException(
          "Backend "
              + backend.name()
              + " cannot add columns to a table, such as "
              + columns.get(0).name()
              + ". Leave them out, or move the feature to a store that can.");
    }
    run(() -> transaction.addColumns(columns));
  }

  private void run(Runnable work) {
    backend.call(
        () -> {
          work.run();
          return table;
        });
  }

  @Override
  public synchronized RowCursor scan(Scan scan) {
    return new BackendRows(backend.call(() -> transaction.scan(scan)));
  }

  @Override
  public synchronized RowCursor query(RelNode plan) {
    return InProcessBackend.cursor(plan, this::scan);
  }

  @Override
  public synchronized long append(RowCursor rows) {
    ForeignRows foreign = new ForeignRows(rows);
    try {
      return backend.call(() -> transaction.append(foreign));
    } catch (ForeignRows.Failure e) {
      throw e.failure();
    }
  }

  @Override
  public synchronized long insert(RelNode rows) {
    RowCursor planned = query(rows);
    return backend.call(() -> transaction.append(planned));
  }

  @Override
  public synchronized Removed deleteByKeys(RelNode keys, List<String> samples) {
    Schema schema = schema().orElseThrow();
    List<String> names = keys.getRowType().getFieldNames();
    int[] columns = names.stream().mapToInt(schema::indexOf).toArray();
    int[] all = java.util.stream.IntStream.range(0, names.size()).toArray();
    int[] ids = samples.stream().mapToInt(names::indexOf).toArray();
    Set<@Nullable Object> doomed = new HashSet<>();
    Set<@Nullable Object> doomedSamples = new HashSet<>();
    try (RowStream chosen = PlanRunner.run(keys, this::scan)) {
      for (@Nullable Object[] row = chosen.next(); row != null; row = chosen.next()) {
        doomed.add(Ordering.key(row, all));
        doomedSamples.add(Ordering.key(row, ids));
      }
    }
    long rows = hardDelete(row -> doomed.contains(Ordering.key(row, columns)));
    return new Removed(doomedSamples.size(), rows);
  }

  @Override
  public synchronized long deleteRows(RelNode filteredScan) {
    if (filteredScan instanceof TableScan) {
      return hardDelete(row -> true);
    }
    if (!(filteredScan instanceof Filter filter)
        || !(filter.getInput() instanceof TableScan scan)) {
      throw new IllegalArgumentException("not a filtered scan: " + filteredScan.explain());
    }
    List<String> planned = scan.getRowType().getFieldNames();
    if (!schema().map(Schema::names).equals(Optional.of(planned))) {
      throw new IllegalStateException("table " + table + " got other columns meanwhile");
    }
    Value doomed = new Expressions(filter.getCluster().getRexBuilder()).of(filter.getCondition());
    return hardDelete(doomed::holds);
  }

  @Override
  public synchronized long hardDelete(Predicate<@Nullable Object[]> doomed) {
    return Objects.requireNonNull(backend.call(() -> transaction.hardDelete(doomed)));
  }

  @Override
  public synchronized void drop() {
    run(transaction::drop);
  }

  @Override
  public synchronized void commit() {
    run(transaction::commit);
    committed = true;
  }

  @Override
  public synchronized void close() {
    backend.ended(atClose);
    try {
      Failures.translated(transaction::close);
    } catch (MetaxyException e) {
      // What was committed stays so: who were told of a failure would write it again.
      if (!committed) {
        throw e;
      }
    }
  }

  Runnable end() {
    return atClose;
  }
}
