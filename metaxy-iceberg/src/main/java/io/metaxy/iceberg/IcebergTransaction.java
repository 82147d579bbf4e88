package io.metaxy.iceberg;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.duckdb.DuckDbSession;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.sql.CaseBlindNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Changes to one table, written into files that only the commit makes part of it. */
final class IcebergTransaction implements RelationalTransaction {
  private final Workplace workplace;
  private final String name;
  private final TableLock lock;
  private final @Nullable TableVersion base;
  private final StagedChanges changes = new StagedChanges();
  private @Nullable Transaction transaction;
  private @Nullable Schema schema;
  private @Nullable Commit commit;
  private boolean dropped;
  private boolean closed;

  IcebergTransaction(Workplace workplace, String name, TableLock lock) {
    this.workplace = workplace;
    this.name = name;
    this.lock = lock;
    this.base = workplace.catalog().load(name).map(TableVersion::of).orElse(null);
    this.schema = base == null ? null : base.schema();
  }

  @Override
  public Optional<Schema> schema() {
    return Optional.ofNullable(schema);
  }

  @Override
  public void create(Schema columns, List<String> keys) {
    CaseBlindNames.check("DuckDB, which calculates for Iceberg,", columns.names());
    transaction = workplace.catalog().create(name, IcebergTypes.schema(columns.columns()));
    schema = columns;
  }

  @Override
  public void addColumns(List<Column> columns) {
    Schema all = Objects.requireNonNull(schema, "no table").with(columns);
    CaseBlindNames.check("DuckDB, which calculates for Iceberg,", all.names());
    IcebergErrors.translated(
        "adding columns to " + name,
        () -> {
          UpdateSchema update = transaction().updateSchema();
          columns.forEach(c -> update.addColumn(null, c.name(), IcebergTypes.of(c.type())));
          update.commit();
          return name;
        });
    schema = all;
  }

  /** Iceberg's transaction, which begins with the first change. */
  private Transaction transaction() {
    if (transaction == null) {
      Table table = Objects.requireNonNull(base, "no table").table();
      transaction =
          IcebergErrors.translated(
              "reading " + name, () -> Commit.pinned(workplace.catalog(), name, table));
    }
    return transaction;
  }

  private Table table() {
    return transaction().table();
  }

  @Override
  public RowCursor scan(Scan scan) {
    return query(FeaturePlans.scan(scan, schema().orElseThrow()));
  }

  @Override
  public RowCursor query(RelNode plan) {
    return session().query(plan);
  }

  private PlanSession session() {
    return new PlanSession(
        workplace,
        table -> table.equals(name) ? own() : workplace.source(workplace.version(table)));
  }

  /** The rows as this transaction sees them now; what is staged later is not among them. */
  private RowSource own() {
    FileView view = view();
    List<FileGroup> staged = changes.over(List.of());
    return (columns, filter) ->
        view.sql(columns, staged.isEmpty() && base == null ? List.of() : groups(filter));
  }

  private FileView view() {
    return new FileView(table().schema(), workplace.files(table()));
  }

  private List<FileGroup> groups(Expression filter) {
    return changes.over(base == null ? List.of() : base.files(filter));
  }

  /** From the bounds of the columns, unless those are missing. */
  @Override
  public @Nullable Instant greatestTime(FeatureTable feature) {
    List<DataFile> files = new ArrayList<>(changes.added());
    if (base != null) {
      files.addAll(base.statistics(GreatestTime.COLUMNS));
    }
    Optional<GreatestTime.Clock> clock = GreatestTime.of(table().schema(), files);
    if (clock.isPresent()) {
      return clock.get().time();
    }
    try (RowCursor rows = query(FeaturePlans.greatestTime(feature))) {
      return rows.next() ? (Instant) rows.value(0) : null;
    }
  }

  @Override
  public long append(RowCursor rows) {
    try (rows) {
      return write(
          "write",
          rows.schema().names(),
          (session, writer) ->
              session
                  .session()
                  .read(
                      rows,
                      workplace.settings().bulkRows(),
                      this::stored,
                      writer::sql,
                      writer::written));
    }
  }

  private DataType stored(String column) {
    return Objects.requireNonNull(schema).find(column).map(Column::type).orElseThrow();
  }

  @Override
  public long insert(RelNode rows) {
    if (!rows.getRowType().getFieldNames().containsAll(Objects.requireNonNull(schema).names())) {
      // Of a column that was added since the plan was made, the rows would lack the values.
      throw IcebergErrors.conflict(null);
    }
    return write(
        "insert",
        rows.getRowType().getFieldNames(),
        (session, writer) ->
            session.session().read(writer.sql("(" + session.sql(rows) + ")"), writer::written));
  }

  private interface Writing {
    Optional<DataFile> with(PlanSession session, DataFileWriter writer);
  }

  private long write(String operation, List<String> columns, Writing writing) {
    List<Types.NestedField> fields =
        table().schema().columns().stream().filter(f -> columns.contains(f.name())).toList();
    DataFileWriter writer = new DataFileWriter(table(), fields, workplace.files(table()));
    Optional<DataFile> file;
    try (PlanSession session = session()) {
      file = writing.with(session, writer);
    } catch (RuntimeException e) {
      writer.discard();
      throw e;
    }
    file.ifPresent(changes::add);
    file.ifPresent(f -> OperationSummary.of(operation, f, table().schema(), changes));
    return file.map(DataFile::recordCount).orElse(0L);
  }

  @Override
  public Removed deleteByKeys(RelNode keys, List<String> samples) {
    try (PlanSession session = session()) {
      Rewriting rewriting = rewriting(session);
      // By keys only the files that can hold them are looked at, which is better still.
      Optional<Removed> byRows =
          PrunedPlan.isAboutKeys(keys)
              ? Optional.empty()
              : DuckDbSession.rowDeletion(keys, samples).flatMap(rewriting::byRows);
      return byRows.isPresent() ? byRows.get() : rewriting.byKeys(keys, samples);
    }
  }

  @Override
  public long deleteRows(RelNode filteredScan) {
    try (PlanSession session = session()) {
      return rewriting(session).byFilter(filteredScan);
    }
  }

  private Rewriting rewriting(PlanSession session) {
    return new Rewriting(
        session,
        table(),
        Objects.requireNonNull(schema),
        this::groups,
        workplace.files(table()),
        changes);
  }

  @Override
  public void drop() {
    dropped = true;
  }

  @Override
  public void commit() {
    if (dropped) {
      workplace.catalog().drop(name);
      return;
    }
    if (transaction == null || changes.isEmpty() && base != null && schema == base.schema()) {
      return;
    }
    commit = new Commit(transaction);
    commit.run(changes.isEmpty() ? null : changes.in(transaction));
    compact();
  }

  /** The option: many small files are made one, unless somebody else is faster. */
  private void compact() {
    long most = workplace.settings().compactAfter();
    if (most <= 0 || changes.added().isEmpty()) {
      return;
    }
    try {
      TableVersion now = workplace.version(name);
      Snapshot snapshot = now.snapshot().orElseThrow();
      String files = snapshot.summary().getOrDefault(SnapshotSummary.TOTAL_DATA_FILES_PROP, "0");
      if (Long.parseLong(files) > most) {
        new Compaction(workplace, name, now).run();
      }
    } catch (RuntimeException e) {
      // What was to be stored is stored, whatever this is; the next write tries again.
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (commit == null || commit.isUndone()) {
        TableFiles files = transaction == null ? null : workplace.files(table());
        changes.added().forEach(f -> Objects.requireNonNull(files).discard(f.location()));
      }
    } finally {
      lock.close();
    }
  }
}
