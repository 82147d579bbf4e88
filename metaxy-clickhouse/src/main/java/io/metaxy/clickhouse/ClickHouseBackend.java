package io.metaxy.clickhouse;

import io.metaxy.HashAlgorithm;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Scan;
import io.metaxy.sql.SqlPrinter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/** A store in one database of a ClickHouse server. */
final class ClickHouseBackend implements RelationalBackend {
  private final Server server;
  private final TableDdl ddl;
  private final Tables catalog;
  private final WriterLocks locks;
  private final Endings endings;
  private final Duration patience;
  private final SqlPrinter printer =
      new SqlPrinter(
          ClickHouseDialect.INSTANCE,
          plan -> plan.accept(new TypedOperators()).accept(new LatestByLimit()));

  ClickHouseBackend(Server server, TableDdl ddl, Duration lease, Duration patience) {
    this.server = server;
    this.ddl = ddl;
    this.catalog = new Tables(server, ddl);
    this.patience = patience;
    this.endings = new Endings(server.threads(), patience);
    this.locks = new WriterLocks(new LockTable(server, ddl, lease), patience, server.threads());
  }

  Server server() {
    return server;
  }

  TableDdl ddl() {
    return ddl;
  }

  Tables catalog() {
    return catalog;
  }

  Endings endings() {
    return endings;
  }

  /** How long to wait for others. */
  Duration patience() {
    return patience;
  }

  SqlPrinter printer() {
    return printer;
  }

  @Override
  public String name() {
    return "clickhouse";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /** As in the Python library. */
  @Override
  public HashAlgorithm defaultHashAlgorithm() {
    return HashAlgorithm.XXHASH32;
  }

  @Override
  public List<String> tables() {
    return catalog.names();
  }

  @Override
  public Optional<Schema> schema(String table) {
    Map<String, Tables.Declared> columns = catalog.columns(table);
    return columns.isEmpty() ? Optional.empty() : Optional.of(Tables.schema(columns));
  }

  @Override
  @SuppressWarnings("MustBeClosed")
  public RowCursor query(RelNode plan) {
    String sql = printer.query(plan);
    return ClickHouseCursor.open(server, PlanTypes.schema(plan.getRowType()), sql);
  }

  @Override
  public RowCursor scan(Scan scan) {
    Schema schema =
        schema(scan.table())
            .orElseThrow(() -> new IllegalArgumentException("no table " + scan.table()));
    return query(FeaturePlans.scan(scan, schema));
  }

  @Override
  public RelationalTransaction begin(String table) {
    Lease lease = locks.take(table, () -> catalog.columns(table));
    try {
      return new ClickHouseTransaction(this, table, lease);
    } catch (RuntimeException | Error e) {
      lease.abandon();
      throw e;
    }
  }

  @Override
  public void close() {
    endings.close();
    locks.close();
    server.close();
  }
}
