package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Capability;
import io.metaxy.spi.Transaction;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all rule tests share: a fresh store, rows to put into it, and a check that nothing leaks.
 */
public abstract class RuleTest {
  /** The feature that most tests use. */
  protected static final FeatureSpec PREDICTIONS =
      FeatureSpec.builder("predictions").idColumns("sample_uid").field("default", "1").build();

  /** The same feature after its code changed. */
  protected static final FeatureSpec PREDICTIONS_2 =
      FeatureSpec.builder("predictions").idColumns("sample_uid").field("default", "2").build();

  /** When the tests' clock starts. */
  protected static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** What a test's report entry with the backend's name is called. */
  public static final String BACKEND_ENTRY = "metaxy.backend";

  /** What the report entry of a refusal is called; its value is the capability. */
  public static final String REFUSED_ENTRY = "metaxy.refused";

  private static final String KEY = "predictions";

  @TempDir Path folder = Path.of("");

  private final List<WatchedStore> opened = new ArrayList<>();
  private final SettableClock clock = new SettableClock(START);
  private @Nullable Map<String, Object> options;
  private @Nullable TestReporter reporter;

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @BeforeEach
  void freshStore(TestReporter testReporter) {
    BackendOnPath.require(harness());
    reporter = testReporter;
    testReporter.publishEntry(BACKEND_ENTRY, harness().backend());
    options = harness().freshOptions(folder);
  }

  /** Whether the backend can do it; its capabilities must say what the harness says. */
  protected final boolean declared(String rule, MetadataStore store, Capability capability) {
    boolean can = !harness().missing().contains(capability);
    assertThat(store.capabilities().contains(capability))
        .as(
            "%s: %s: the harness's missing() says that the backend %s it, and its capabilities() say"
                + " otherwise; mend the one that is wrong",
            rule, capability, can ? "has" : "lacks")
        .isEqualTo(can);
    return can;
  }

  /** Notes that the backend lacks what the test is about and refused it as it should. */
  protected final void refusedAsDeclared(Capability capability) {
    Objects.requireNonNull(reporter).publishEntry(REFUSED_ENTRY, capability.name());
  }

  @AfterEach
  void closeAll() {
    AssertionError leak = new AssertionError("cursors or streams of the store were left open");
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).leaks().forEach(leak::addSuppressed);
      opened.get(i).close();
    }
    if (leak.getSuppressed().length > 0) {
      throw leak;
    }
  }

  /** The client's clock; a microsecond passes with each look at it. */
  protected final SettableClock clock() {
    return clock;
  }

  /** The options of the test's store. */
  protected final Map<String, Object> options() {
    return Objects.requireNonNull(options);
  }

  /** Opens the test's store with {@link #PREDICTIONS}. */
  protected final MetadataStore open() {
    return open(PREDICTIONS);
  }

  /** Opens the test's store; it is closed after the test. */
  protected final MetadataStore open(FeatureSpec... specs) {
    WatchedStore store = new WatchedStore(openAgain(specs));
    opened.add(store);
    return store;
  }

  private MetadataStore openAgain(FeatureSpec... specs) {
    try {
      return harness().open(options(), harness().graph(specs), clock);
    } catch (MetaxyException e) {
      throw e;
    } catch (RuntimeException e) {
      if (opened.isEmpty()) {
        throw e;
      }
      throw new AssertionError(
          "Two stores are opened on one place in one process, as programs do, and the second one"
              + " fails. If the engine opens a place only once, let stores share it and close it"
              + " with the last of them: "
              + e,
          e);
    }
  }

  /** A row of {@link #PREDICTIONS}. */
  protected static Map<String, @Nullable Object> sample(Object id, @Nullable Object confidence) {
    return row("sample_uid", id, "confidence", confidence);
  }

  /** A row with these names and values, and a provenance. */
  protected static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
    }
    row.putIfAbsent(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p" + namesAndValues[1]));
    return row;
  }

  /** Writes rows of {@link #PREDICTIONS}. */
  @SafeVarargs
  protected final void write(MetadataStore store, Map<String, @Nullable Object>... rows) {
    store.write(KEY, List.of(rows));
  }

  /** The ids of the live samples. */
  protected static List<Object> ids(MetadataStore store) {
    return ids(store, ReadRequest.of(KEY));
  }

  /** The ids that a read gives, sorted. */
  protected static List<Object> ids(MetadataStore store, ReadRequest request) {
    return values(store, request, "sample_uid");
  }

  /** The values of a column that a read gives, sorted by their text. */
  protected static List<Object> values(MetadataStore store, ReadRequest request, String column) {
    return store.read(request).toList().stream()
        .map(r -> String.valueOf(r.get(column)))
        .sorted()
        .map(v -> (Object) v)
        .toList();
  }

  /** All stored rows, history and tombstones included, of every version. */
  protected static List<Map<String, @Nullable Object>> history(MetadataStore store) {
    return store
        .read(ReadRequest.of(KEY).includeDeleted().withSampleHistory().withFeatureHistory())
        .toList();
  }

  /** A soft delete of {@link #PREDICTIONS}. */
  protected static DeleteRequest soft() {
    return DeleteRequest.soft(KEY);
  }

  /** A hard delete of {@link #PREDICTIONS}. */
  protected static DeleteRequest hard() {
    return DeleteRequest.hard(KEY);
  }

  /** A read of {@link #PREDICTIONS}. */
  protected static ReadRequest read() {
    return ReadRequest.of(KEY);
  }

  /** Asserts that {@code work} fails with {@code code}; gives the error. */
  protected static MetaxyException assertFails(String rule, ErrorCode code, ThrowingCallable work) {
    try {
      work.call();
    } catch (MetaxyException e) {
      assertThat(e.code()).as(rule + ": the code of " + e.getMessage()).isEqualTo(code);
      return e;
    } catch (Throwable e) {
      throw new AssertionError(rule + ": a MetaxyException " + code + " was due, not " + e, e);
    }
    throw new AssertionError(rule + ": an error " + code + " was due, and nothing was thrown");
  }

  /** Appends rows as a foreign writer might: past all that the store checks. */
  protected final void appendForeign(List<Map<String, @Nullable Object>> rows) {
    String table = FeatureKey.of(KEY).tableName();
    try (Backend backend = harness().openBackend(options());
        Transaction transaction = backend.begin(table)) {
      Schema schema = transaction.schema().orElseThrow();
      List<@Nullable Object[]> values = new ArrayList<>();
      for (Map<String, @Nullable Object> row : rows) {
        values.add(schema.names().stream().map(row::get).toArray());
      }
      transaction.append(RowCursor.of(schema, values));
      transaction.commit();
    }
  }

  /** The type of a column of the stored table. */
  protected static @Nullable DataType type(Schema schema, String column) {
    return schema.find(column).map(io.metaxy.schema.Column::type).orElse(null);
  }
}
