package io.metaxy.tck.python;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.Rows;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What must be computed anew in one store is the same for both languages, whichever wrote what. Of
 * a backend that the Python library has, too; without Python it is skipped and says so.
 */
public abstract class PythonIncrements {
  private static final FeatureSpec DERIVED =
      FeatureSpec.builder("interop/derived")
          .idColumns("sample_uid")
          .field("both", "1")
          .dependsOn(PythonInterop.FEATURE)
          .build();

  private static final List<Map<String, Object>> RESOLVE = List.of(Map.of("do", "resolve"));

  @TempDir Path folder = Path.of("");

  private @Nullable PythonLibrary python;

  /** How Java opens stores. */
  protected abstract StoreHarness harness();

  /** How Python opens the store that has these options; see {@link PythonInterop}. */
  protected abstract Map<String, Object> pythonStore(Map<String, Object> options);

  @BeforeEach
  void findPython() throws IOException, InterruptedException {
    python = PythonLibrary.find();
  }

  @Test
  void C2_eachResolvesWhatTheOtherWrote() throws IOException, InterruptedException {
    Map<String, Object> options = harness().freshOptions(folder);
    try (MetadataStore store = open(options)) {
      write(store, 0, 50, "java");
    }
    assertThat(sameFromBoth(options)).containsExactly(50L, 0L, 0L);
    // Python computes, and Java sees nothing to do until the parents change.
    python(options, List.of(Map.of("do", "write_resolved")));
    assertThat(sameFromBoth(options)).containsExactly(0L, 0L, 0L);
    try (MetadataStore store = open(options)) {
      write(store, 0, 10, "changed");
      write(store, 100, 3, "more");
      store.delete(FeatureKey.of(PythonInterop.FEATURE), col("sample_uid").isIn(20, 21));
    }
    assertThat(sameFromBoth(options)).containsExactly(3L, 10L, 2L);
    // Java computes, and Python sees no more than what is orphaned.
    try (MetadataStore store = open(options)) {
      Increment increment = store.resolveUpdate(DERIVED.key()).collect();
      write(store, increment.newSamples());
      write(store, increment.staleSamples());
    }
    assertThat(sameFromBoth(options)).containsExactly(0L, 0L, 2L);
    python(options, List.of(Map.of("do", "write", "rows", PythonInterop.rows(30, 4, "python"))));
    assertThat(sameFromBoth(options)).containsExactly(0L, 4L, 2L);
  }

  private static void write(MetadataStore store, int first, int count, String label) {
    store.write(
        PythonInterop.FEATURE, PythonInterop.typed(PythonInterop.rows(first, count, label)));
  }

  private static void write(MetadataStore store, Rows rows) {
    try (RowCursor cursor = rows.cursor()) {
      store.write(WriteRequest.of(DERIVED.key(), cursor));
    }
  }

  private List<?> python(Map<String, Object> options, List<Map<String, Object>> steps)
      throws IOException, InterruptedException {
    Map<String, Object> place = new LinkedHashMap<>(pythonStore(options));
    place.put("hash_algorithm", "md5");
    return Objects.requireNonNull(python).run(place, steps);
  }

  /** Compares what both find; gives how many samples are new, stale and orphaned. */
  private List<Long> sameFromBoth(Map<String, Object> options)
      throws IOException, InterruptedException {
    Map<?, ?> found = (Map<?, ?>) Objects.requireNonNull(python(options, RESOLVE).get(0));
    try (MetadataStore store = open(options)) {
      Increment increment = store.resolveUpdate(DERIVED.key());
      assertSame("new", increment.newSamples(), found);
      assertSame("stale", increment.staleSamples(), found);
      assertSame("orphaned", increment.orphanedSamples(), found);
      return List.of(
          increment.newSamples().count(),
          increment.staleSamples().count(),
          increment.orphanedSamples().count());
    }
  }

  private static void assertSame(String part, Rows rows, Map<?, ?> found) {
    List<Map<String, String>> fromPython =
        ((List<?>) Objects.requireNonNull(found.get(part)))
            .stream().map(row -> compared(PythonInterop.texts((Map<?, ?>) row))).toList();
    assertThat(rows.toList().stream().map(PythonInterop::plain).map(PythonIncrements::compared))
        .as("C2: what is %s", part)
        .containsExactlyInAnyOrderElementsOf(fromPython);
  }

  /** The time of a tombstone, which the Python library lets through, is no column of a result. */
  private static Map<String, String> compared(Map<String, String> row) {
    row.keySet().removeIf(name -> name.startsWith("metaxy_deleted_at"));
    return row;
  }

  private MetadataStore open(Map<String, Object> options) {
    var builder =
        Metaxy.store(harness().backend())
            .hashAlgorithm(HashAlgorithm.MD5)
            .project("kit")
            .features(PythonInterop.SPEC, DERIVED);
    options.forEach(builder::option);
    return builder.open();
  }
}
