package io.metaxy.iceberg;

import io.metaxy.HashAlgorithm;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Scan;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/** A store on Iceberg tables. */
final class IcebergBackend implements RelationalBackend {
  private final Workplace workplace;

  IcebergBackend(IcebergSettings settings) {
    this.workplace = new Workplace(settings);
  }

  @Override
  public String name() {
    return "iceberg";
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
    return workplace.catalog().tables();
  }

  @Override
  public Optional<Schema> schema(String table) {
    return workplace.catalog().load(table).map(TableVersion::of).map(TableVersion::schema);
  }

  @Override
  public RowCursor query(RelNode plan) {
    return new PlanSession(workplace, table -> workplace.source(workplace.version(table)))
        .query(plan);
  }

  @Override
  public RowCursor scan(Scan scan) {
    return query(FeaturePlans.scan(scan, workplace.version(scan.table()).schema()));
  }

  @Override
  public RelationalTransaction begin(String table) {
    TableLock lock = workplace.lock(table);
    try {
      return new IcebergTransaction(workplace, table, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public MaintenanceReport maintain(MaintenanceRequest request) {
    return new Maintenance(workplace, Clock.systemUTC()).run(request);
  }

  @Override
  public void close() {
    workplace.close();
  }
}
