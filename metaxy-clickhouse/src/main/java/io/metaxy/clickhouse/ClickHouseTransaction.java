package io.metaxy.clickhouse;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.sql.SqlPrinter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * Changes to one table. The engine has no transactions: rows are staged in a table of their own,
 * which only this writer knows, and go over at once when they are committed.
 */
final class ClickHouseTransaction implements RelationalTransaction {
  private final ClickHouseBackend backend;
  private final Server server;
  private final TableDdl ddl;
  private final SqlPrinter printer;
  private final String table;
  private final String staged;
  private final Lease lease;
  private final Publication publication;
  private final Map<String, Tables.Declared> columns;
  private final Optional<Schema> stored;
  private final List<Column> added = new ArrayList<>();
  private @Nullable Schema created;
  private boolean staging;
  private long stagedRows;
  private int appends;
  private int deletions;
  private boolean committed;

  ClickHouseTransaction(ClickHouseBackend backend, String table, Lease lease) {
    this.backend = backend;
    this.server = backend.server();
    this.ddl = backend.ddl();
    this.printer = backend.printer();
    this.table = table;
    this.lease = lease;
    this.staged = Tables.staged(table, lease.generation());
    this.publication = new Publication(server, ddl, backend.catalog(), lease, table, staged);
    if (lease.isFromDead()) {
      // Rows that are being deleted are chosen by what would be dropped.
      backend.catalog().waitForMutations(table, backend.patience());
      backend.catalog().leftBehind(table, lease.generation()).forEach(this::drop);
    }
    // What the dead one was about to publish may have come meanwhile.
    this.columns = lease.isFromDead() ? backend.catalog().columns(table) : lease.columns();
    this.stored = columns.isEmpty() ? Optional.empty() : Optional.of(Tables.schema(columns));
  }

  private void drop(String name) {
    ddl.drop(name)
        .forEach(statement -> server.executeAgainIfCut(statement, "removing what was staged"));
  }

  @Override
  public Optional<Schema> schema() {
    return created != null ? Optional.of(created) : stored.map(schema -> schema.with(added));
  }

  @Override
  public void create(Schema columns, List<String> keys) {
    staging = true;
    created = columns;
    ddl.create(staged, columns, keys)
        .forEach(statement -> server.executeAgainIfCut(statement, "creating table " + table));
    publication.rename();
  }

  @Override
  public void addColumns(List<Column> columns) {
    added.addAll(columns);
    publication.add(columns);
  }

  @Override
  public void drop() {
    publication.drop();
  }

  /** Makes the table for rows of this writer; who takes the lock from now on removes it first. */
  private void stage() {
    if (staging) {
      return;
    }
    staging = true;
    String sortingKey = ddl.distributed() ? backend.catalog().sortingKey(table) : "";
    List<String> statements = new ArrayList<>(ddl.createLike(staged, table, sortingKey));
    if (!added.isEmpty()) {
      statements.addAll(ddl.addColumns(staged, added));
    }
    statements.forEach(statement -> server.execute(statement, "staging rows"));
    publication.move();
  }

  @Override
  public RowCursor scan(Scan scan) {
    Schema schema = schema().orElseThrow(() -> new IllegalArgumentException("no table " + table));
    return query(FeaturePlans.scan(scan, schema));
  }

  @Override
  public RowCursor query(RelNode plan) {
    return backend.query(visible(plan));
  }

  /** Who asks will append rows: the table for them is made meanwhile. */
  @Override
  public @Nullable Instant greatestTime(FeatureTable features) {
    RelNode plan = visible(FeaturePlans.greatestTime(features));
    Meanwhile<Boolean> staged =
        server
            .threads()
            .start(
                () -> {
                  stage();
                  return true;
                });
    try (RowCursor rows = backend.query(plan)) {
      return rows.next() ? (Instant) rows.value(0) : null;
    } finally {
      staged.join();
    }
  }

  /** The plan with what was staged in it. */
  private RelNode visible(RelNode plan) {
    return staging
        ? plan.accept(new StagedRows(table, staged, created != null ? null : stored.orElse(null)))
        : plan;
  }

  @Override
  public long append(RowCursor rows) {
    try (rows) {
      stage();
      Upload upload = new Upload(server, staged, stagedColumns());
      long count = upload.send(rows, staged + ":" + appends++);
      stagedRows += count;
      return count;
    }
  }

  private Map<String, Tables.Declared> stagedColumns() {
    return created == null && added.isEmpty() ? columns : backend.catalog().columns(staged);
  }

  @Override
  public long insert(RelNode rows) {
    String select = printer.query(visible(rows));
    stage();
    String names =
        rows.getRowType().getFieldNames().stream()
            .map(TableDdl::name)
            .collect(Collectors.joining(", "));
    server.execute(
        "INSERT INTO "
            + TableDdl.name(staged)
            + " ("
            + names
            + ")"
            + " SETTINGS insert_deduplicate = 0 "
            + select,
        "appending rows");
    long before = stagedRows;
    stagedRows = server.number("SELECT count() FROM " + TableDdl.name(staged), "counting rows");
    return stagedRows - before;
  }

  @Override
  public Removed deleteByKeys(RelNode keys, List<String> samples) {
    String doomed = doomed(printer.query(keys));
    String columns =
        keys.getRowType().getFieldNames().stream()
            .map(TableDdl::name)
            .collect(Collectors.joining(", "));
    String condition =
        "(" + columns + ") IN (SELECT " + columns + " FROM " + TableDdl.name(doomed) + ")";
    String ids = samples.stream().map(TableDdl::name).collect(Collectors.joining(", "));
    long distinct =
        server.number(
            "SELECT count() FROM (SELECT DISTINCT " + ids + " FROM " + TableDdl.name(doomed) + ")",
            "counting samples");
    return new Removed(distinct, delete(condition));
  }

  @Override
  public long deleteRows(RelNode filteredScan) {
    String sql = printer.delete(table, filteredScan);
    int where = sql.indexOf("WHERE");
    String chosen = where < 0 ? "1" : sql.substring(where + "WHERE".length());
    // What another writer finds of this one, it removes: then nothing is deleted any more.
    String doomed = doomed("SELECT 1 AS one");
    return delete("(" + chosen + ") AND 1 IN (SELECT one FROM " + TableDdl.name(doomed) + ")");
  }

  /** A table of what is to be deleted, which stays as it is until that is done. */
  private String doomed(String query) {
    String doomed = staged + "_doomed" + deletions++;
    ddl.createAs(doomed, query).forEach(statement -> server.execute(statement, "choosing rows"));
    lease.verify();
    return doomed;
  }

  private long delete(String condition) {
    long rows =
        server.number(
            "SELECT count() FROM " + TableDdl.name(table) + " WHERE " + condition, "counting rows");
    publication.delete(condition);
    return rows;
  }

  @Override
  public void commit() {
    publication.run();
    committed = true;
  }

  /** What was committed is there: the caller need not wait until nothing is left of the way. */
  @Override
  public void close() {
    if (committed) {
      backend.endings().start(this::end);
    } else {
      end();
    }
  }

  private void end() {
    try {
      if (staging && (ddl.distributed() || !publication.isRenamed())) {
        drop(staged);
      }
      for (int i = 0; i < deletions; i++) {
        drop(staged + "_doomed" + i);
      }
    } catch (RuntimeException e) {
      lease.abandon();
      return;
    }
    lease.close();
  }
}
