package io.metaxy.iceberg;

import static io.metaxy.expr.Expressions.col;
import static io.metaxy.expr.Expressions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.expr.Expr;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Deleted;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot hold what is asked for are not opened, and no others are left out. */
class PruningTest {
  private static final int FILES = 100;

  @TempDir Path folder;

  @Test
  void aSoftDeleteOfOneSampleOpensOnlyTheFilesThatCanHoldIt() throws Exception {
    Warehouse warehouse = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = warehouse.open()) {
      for (int i = 0; i < FILES; i++) {
        store.write("predictions", Warehouse.rows(10L * i, 10L * i + 9));
      }
      assertThat(planned(warehouse)).as("files of the plan").isEqualTo(1);
    }
    // All other files are put away: opening one would fail.
    Path home = warehouse.files(".parquet").get(0).getParent();
    String needed =
        LocalFileIO.path(
                ForeignDeletes.dataFiles(warehouse.table()).stream()
                    .filter(f -> holds(f.location()))
                    .findFirst()
                    .orElseThrow()
                    .location())
            .getFileName()
            .toString();
    Path away = Files.createDirectory(folder.resolve("away"));
    for (Path file : warehouse.files(".parquet")) {
      if (!file.getFileName().toString().equals(needed)) {
        Files.move(file, away.resolve(file.getFileName()));
      }
    }
    try (MetadataStore store = warehouse.open()) {
      assertThat(store.delete(DeleteRequest.soft("predictions").where("sample_uid = 123")).rows())
          .isEqualTo(1);
    }
    try (MetadataStore store = warehouse.open()) {
      assertThat(store.delete(DeleteRequest.hard("predictions").where("sample_uid = 124")).rows())
          .isEqualTo(1);
      for (Path file : away.toFile().list() == null ? new Path[0] : list(away)) {
        Files.move(file, home.resolve(file.getFileName()));
      }
      assertThat(store.read("predictions").count()).isEqualTo(10L * FILES - 2);
    }
  }

  private static Path[] list(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.toArray(Path[]::new);
    }
  }

  private boolean holds(String location) {
    try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM '"
                        + LocalFileIO.path(location)
                        + "' WHERE sample_uid = 123")) {
      rows.next();
      return rows.getLong(1) > 0;
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** How many files the plan of the deletion's choice of rows names. */
  private static long planned(Warehouse warehouse) {
    TableVersion version = TableVersion.of(warehouse.table());
    FeatureTable table = new FeatureTable("predictions", version.schema(), List.of("sample_uid"));
    RelBuilder rows =
        FeaturePlans.select(
            table,
            new RowSelection(
                VersionScope.EACH,
                "",
                false,
                Deleted.EXCLUDE,
                List.of(
                    builder ->
                        builder.equals(builder.field("sample_uid"), builder.literal(123L)))));
    PrunedPlan pruned = new PrunedPlan(rows.build(), "@");
    return version.files(pruned.scans().get(0).filter()).stream()
        .mapToLong(group -> group.files().size())
        .sum();
  }

  private static final FeatureSpec SPEC =
      FeatureSpec.builder("f").idColumns("id").field("default", "1").build();

  private static final List<Object> DOUBLES =
      Arrays.asList(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          0.0,
          -0.0,
          0.1,
          -1e300,
          9007199254740993.0,
          null);

  private static final List<Object> LONGS =
      Arrays.asList(0L, -1L, 7L, Long.MIN_VALUE, Long.MAX_VALUE, 9007199254740993L, null);

  private static final List<Object> TEXTS =
      Arrays.asList(
          "",
          "a",
          "a text of more than sixteen characters",
          "a text of more than sixteen characters, and more",
          "größe",
          "\ud83d\udc26\ud83d\udc26\ud83d\udc26\ud83d\udc26\ud83d\udc26\ud83d\udc26\ud83d\udc26\ud83d\udc26\ud83d\udc26",
          "\uffff",
          new String(Character.toChars(0x10FFFF)).repeat(20),
          null);

  /** Each row is in a file of its own, so that each wrong bound would lose a row. */
  @Test
  void filtersFindWhatTheyFindInMemory() {
    List<Map<String, Object>> rows = new ArrayList<>();
    long id = 0;
    for (Map.Entry<String, List<Object>> column :
        Map.of("d", DOUBLES, "l", LONGS, "t", TEXTS).entrySet()) {
      for (Object value : column.getValue()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id++);
        row.put("d", 0.5);
        row.put("l", 5L);
        row.put("t", "m");
        row.put(column.getKey(), value);
        row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
        rows.add(row);
      }
    }
    List<Expr> filters = new ArrayList<>();
    for (Object value : DOUBLES) {
      comparisons("d", value, filters);
    }
    for (Object value : LONGS) {
      comparisons("l", value, filters);
      comparisons("d", value, filters);
    }
    for (Object value : TEXTS) {
      comparisons("t", value, filters);
    }
    for (String column : List.of("d", "l", "t")) {
      filters.add(col(column).isNull());
      filters.add(col(column).isNull().not());
    }
    filters.add(col("l").isIn(7L, 0L).or(col("t").eq("a")));
    filters.add(lit(0.1).lt(col("d")));
    filters.add(col("d").ne(0.5));
    filters.add(col("t").gt("b").not());
    try (MetadataStore memory = Metaxy.store("memory").features(SPEC).open();
        MetadataStore store =
            Metaxy.store("iceberg")
                .option("warehouse", folder.resolve("w"))
                .features(SPEC)
                .open()) {
      for (Map<String, Object> row : rows) {
        memory.write("f", List.of(row));
        store.write("f", List.of(row));
      }
      for (Expr filter : filters) {
        ReadRequest request = ReadRequest.of("f").withSampleHistory().where(filter);
        assertThat(found(store, request)).as("%s", filter).isEqualTo(found(memory, request));
      }
    }
  }

  private static void comparisons(String column, Object value, List<Expr> filters) {
    if (value != null) {
      Expr literal = lit(value);
      filters.add(col(column).eq(literal));
      filters.add(col(column).lt(literal));
      filters.add(col(column).le(literal));
      filters.add(col(column).gt(literal));
      filters.add(col(column).ge(literal));
    }
  }

  private static List<Object> found(MetadataStore store, ReadRequest request) {
    return store.read(request).toList().stream().map(row -> row.get("id")).sorted().toList();
  }
}
