package io.metaxy.iceberg;

import static io.metaxy.duckdb.DuckDbSession.quoted;

import io.metaxy.core.plan.PlanTable;
import io.metaxy.core.plan.RelationalTransaction.Removed;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.sql.RowDeletion;
import io.metaxy.store.SystemColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Hard deletes: files with doomed rows are replaced by ones without them. A row is kept unless it
 * is known to be doomed, so that nulls in a filter keep it.
 */
final class Rewriting {
  // No feature has a table with a hyphen (rule K2), which these would hide.
  private static final String DOOMED = "metaxy-doomed";
  private static final String STORED = "metaxy-stored";
  private static final String TOUCHED = "metaxy-touched";

  private final PlanSession session;
  private final Table table;
  private final Schema schema;
  private final Function<Expression, List<FileGroup>> groups;
  private final TableFiles files;
  private final StagedChanges changes;
  private final FileView view;

  /**
   * A rewriting of the files of a table.
   *
   * @param groups the files that may hold rows for which an expression is true
   */
  Rewriting(
      PlanSession session,
      Table table,
      Schema schema,
      Function<Expression, List<FileGroup>> groups,
      TableFiles files,
      StagedChanges changes) {
    this.session = session;
    this.table = table;
    this.schema = schema;
    this.groups = groups;
    this.files = files;
    this.changes = changes;
    this.view = new FileView(table.schema(), files);
  }

  Removed byKeys(RelNode keys, List<String> samples) {
    List<String> columns = keys.getRowType().getFieldNames();
    session.table(DOOMED, keys);
    long distinct =
        number(
            "SELECT count(*) FROM (SELECT DISTINCT "
                + samples.stream().map(c -> quoted(c)).collect(Collectors.joining(", "))
                + " FROM "
                + quoted(DOOMED)
                + ")");
    if (distinct == 0) {
      return new Removed(0, 0);
    }
    String among =
        "EXISTS (SELECT 1 FROM "
            + quoted(DOOMED)
            + " AS k WHERE "
            + columns.stream()
                .map(c -> "k." + quoted(c) + " = r." + quoted(c))
                .collect(Collectors.joining(" AND "))
            + ")";
    List<FileGroup> candidates = groups.apply(KeyRange.of(session.session(), DOOMED, keys));
    session.session().view(STORED, view.sql(withFile(schema.names()), candidates));
    Map<String, Long> doomed = perFile("SELECT * FROM " + quoted(STORED) + " AS r WHERE " + among);
    long rows =
        replace(
            candidates,
            doomed,
            touched -> "(SELECT * FROM " + quoted(touched) + " AS r WHERE NOT " + among + ")");
    changes.say("samples", String.valueOf(distinct));
    return new Removed(distinct, rows);
  }

  /** Empty, and nothing removed, if a sample has rows of both kinds. */
  Optional<Removed> byRows(RowDeletion deletion) {
    long[] look =
        session
            .session()
            .read(
                session.sql(deletion.look()),
                row ->
                    row.next() ? new long[] {row.getLong(1), row.getLong(2)} : new long[] {0, 1});
    if (look[1] > 0) {
      return Optional.empty();
    }
    if (look[0] == 0) {
      return Optional.of(new Removed(0, 0));
    }
    long rows = byFilter(deletion.rows());
    changes.say("samples", String.valueOf(look[0]));
    return Optional.of(new Removed(look[0], rows));
  }

  long byFilter(RelNode filteredScan) {
    PrunedPlan pruned = new PrunedPlan(filteredScan, "");
    List<FileGroup> candidates = groups.apply(pruned.scans().get(0).filter());
    session.session().view(STORED, view.sql(withFile(schema.names()), candidates));
    Map<String, Long> doomed = perFile(session.session().sql(over(filteredScan, STORED, false)));
    return replace(
        candidates,
        doomed,
        touched -> "(" + session.session().sql(over(filteredScan, touched, true)) + ")");
  }

  /** The rows for which the filter is true, or those for which it is not. */
  private RelNode over(RelNode filteredScan, String name, boolean isNot) {
    if (filteredScan instanceof TableScan scan) {
      RelNode all = scan(scan, name);
      return isNot
          ? LogicalFilter.create(all, all.getCluster().getRexBuilder().makeLiteral(false))
          : all;
    }
    if (!(filteredScan instanceof Filter filter)
        || !(filter.getInput() instanceof TableScan scan)) {
      throw new IllegalArgumentException("not a filtered scan: " + filteredScan.explain());
    }
    RexNode condition = filter.getCondition();
    return LogicalFilter.create(
        scan(scan, name),
        isNot
            ? scan.getCluster().getRexBuilder().makeCall(SqlStdOperatorTable.IS_NOT_TRUE, condition)
            : condition);
  }

  /** The same columns and the hidden one behind them, so that conditions stay as they are. */
  private static RelNode scan(TableScan scan, String name) {
    Schema columns = scan.getTable().unwrapOrThrow(PlanTable.class).schema();
    return PlanTable.scan(
        scan.getCluster(), name, columns.with(List.of(new Column(FileView.FILE, DataType.STRING))));
  }

  private static List<String> withFile(List<String> columns) {
    List<String> all = new ArrayList<>(columns);
    all.add(FileView.FILE);
    return all;
  }

  /** How many of the rows each file holds; the snapshot says their feature version if it is one. */
  private Map<String, Long> perFile(String rows) {
    String version =
        schema.find(SystemColumns.FEATURE_VERSION).isPresent()
            ? quoted(SystemColumns.FEATURE_VERSION)
            : "NULL";
    Set<@Nullable String> versions = new HashSet<>();
    Map<String, Long> counts =
        session
            .session()
            .read(
                String.format(
                    "SELECT %1$s, count(*), min(%2$s), max(%2$s) FROM (%3$s) GROUP BY ALL",
                    FileView.FILE, version, rows),
                result -> {
                  Map<String, Long> found = new HashMap<>();
                  while (result.next()) {
                    found.put(result.getString(1), result.getLong(2));
                    versions.add(result.getString(3));
                    versions.add(result.getString(4));
                  }
                  return found;
                });
    if (versions.size() == 1) {
      versions.stream()
          .filter(Objects::nonNull)
          .forEach(one -> changes.say("feature-version", String.valueOf(one)));
    }
    return counts;
  }

  private interface Kept {
    String of(String touched);
  }

  /** Replaces the files in {@code doomed}; gives the number of rows that went. */
  private long replace(List<FileGroup> candidates, Map<String, Long> doomed, Kept kept) {
    long rows = 0;
    List<FileGroup> rewritten = new ArrayList<>();
    List<DataFile> gone = new ArrayList<>();
    for (FileGroup group : candidates) {
      List<DataFile> some = new ArrayList<>();
      for (DataFile file : group.files()) {
        Long count = doomed.get(files.path(file.location(), file.fileSizeInBytes()).toString());
        if (count != null) {
          rows += count;
          gone.add(file);
          if (count < file.recordCount()) {
            some.add(file);
          }
        }
      }
      if (!some.isEmpty()) {
        rewritten.add(new FileGroup(some, group.deletes()));
      }
    }
    if (!rewritten.isEmpty()) {
      session.session().view(TOUCHED, view.sql(withFile(schema.names()), rewritten));
      DataFileWriter writer = new DataFileWriter(table, table.schema().columns(), files);
      try {
        session
            .session()
            .read(writer.sql(kept.of(TOUCHED)), writer::written)
            .ifPresent(changes::add);
      } catch (RuntimeException e) {
        writer.discard();
        throw e;
      }
    }
    gone.forEach(changes::remove);
    changes.say("operation", "hard delete");
    changes.say("rows", String.valueOf(rows));
    return rows;
  }

  private long number(String sql) {
    return session.session().read(sql, Rewriting::one);
  }

  private static long one(ResultSet rows) throws SQLException {
    rows.next();
    return rows.getLong(1);
  }
}
