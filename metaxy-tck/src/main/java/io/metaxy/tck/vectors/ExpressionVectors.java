package io.metaxy.tck.vectors;

import static io.metaxy.expr.Expressions.lit;
import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expressions with the values that Narwhals gives them (rule E1). A store only filters, so each
 * value is asked for: in which rows is the expression equal to it, in which is it null.
 */
public abstract class ExpressionVectors {
  /** Where rule E1 wants something else than Narwhals on polars. */
  private static final Map<String, String> DIFFERENT =
      Map.of("[is_in, [col, i], []]", "a null is in no list, as is every other value");

  @TempDir Path folder = Path.of("");

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @TestFactory
  Stream<DynamicTest> expressions() {
    Map<String, Object> options = harness().freshOptions(folder);
    List<DynamicTest> tests = new ArrayList<>();
    VectorFiles.of("expressions", List.of("expressions"))
        .forEach(
            (file, content) -> {
              Map<String, @Nullable Object> vectors = object(content);
              write(options, vectors);
              for (Object each : list(vectors.get("cases"))) {
                Map<String, @Nullable Object> one = object(each);
                String name = String.valueOf(one.get("expression"));
                if (!DIFFERENT.containsKey(name)) {
                  tests.add(dynamicTest(file + ": " + name, () -> check(options, one)));
                }
              }
            });
    return tests.stream();
  }

  private MetadataStore open(Map<String, Object> options) {
    FeatureSpec spec = FeatureSpec.builder("values").idColumns("id").field("default", "1").build();
    return harness().open(options, FeatureGraph.of(spec), Clock.systemUTC());
  }

  private void write(Map<String, Object> options, Map<String, @Nullable Object> vectors) {
    List<Column> columns = new ArrayList<>();
    object(vectors.get("columns"))
        .forEach((name, type) -> columns.add(new Column(name, Values.type(String.valueOf(type)))));
    columns.add(new Column(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP));
    Schema schema = Schema.of(columns);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Object each : list(vectors.get("rows"))) {
      Map<String, @Nullable Object> json = object(each);
      rows.add(
          columns.stream()
              .map(
                  c ->
                      c.type() instanceof DataType.MapOf
                          ? Map.of("default", "p")
                          : Values.of(c.type(), json.get(c.name())))
              .toArray());
    }
    try (MetadataStore store = open(options)) {
      store.write(WriteRequest.of(FeatureKey.of("values"), RowCursor.of(schema, rows)));
    }
  }

  private void check(Map<String, Object> options, Map<String, @Nullable Object> one) {
    Expr expr = ExpressionTree.of(one.get("expression"));
    Map<@Nullable Object, Set<Long>> idsByValue = new LinkedHashMap<>();
    long id = 0;
    for (Object recorded : list(one.get("values"))) {
      // Java's maps tell -0.0 from 0.0, a comparison does not.
      Object value = recorded instanceof Double d && d == 0 ? (Object) 0.0 : recorded;
      idsByValue.computeIfAbsent(value, v -> new TreeSet<>()).add(id++);
    }
    try (MetadataStore store = open(options)) {
      idsByValue.forEach(
          (value, ids) -> {
            Expr filter = value == null ? expr.isNull() : equal(expr, value);
            assertThat(ids(store, filter)).as("E1: %s is %s", expr, value).isEqualTo(ids);
          });
    }
  }

  /** A text of the recording may stand for a time, or for a double that JSON does not have. */
  private static Expr equal(Expr expr, Object value) {
    boolean isDouble =
        value instanceof String text && Set.of("NaN", "Infinity", "-Infinity").contains(text);
    return expr.eq(isDouble ? lit(Double.valueOf(value.toString())) : value);
  }

  private static Set<Long> ids(MetadataStore store, Expr filter) {
    Set<Long> ids = new TreeSet<>();
    try (RowCursor rows =
        store.read(ReadRequest.of("values").where(filter).columns("id")).cursor()) {
      while (rows.next()) {
        ids.add((Long) Objects.requireNonNull(rows.value(0)));
      }
    }
    return ids;
  }
}
