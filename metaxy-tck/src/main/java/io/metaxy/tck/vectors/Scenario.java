package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.PushReceipt;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.tck.SettableClock;
import io.metaxy.tck.StoreHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** One story: its steps in order, each with what must come out. */
final class Scenario {
  /** Step n happens at so many minutes after this. */
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private static final Set<String> BUILT =
      Set.of("write", "read", "soft_delete", "hard_delete", "use_graph", "push", "has_feature");

  private final StoreHarness harness;
  private final Map<String, Object> options;
  private final Map<String, @Nullable Object> scenario;
  private final boolean full;
  private final ResolveSteps resolveSteps;
  private final SettableClock clock = new SettableClock(START);
  private FeatureGraph graph = FeatureGraph.empty();
  private int number;

  Scenario(
      StoreHarness harness,
      Map<String, Object> options,
      Map<String, @Nullable Object> scenario,
      boolean full) {
    this.harness = harness;
    this.options = options;
    this.scenario = scenario;
    this.full = full;
    this.resolveSteps = new ResolveSteps(scenario, full);
  }

  void run() {
    useGraph(object(scenario.get("graphs")).keySet().iterator().next());
    for (Object each : list(scenario.get("steps"))) {
      Map<String, @Nullable Object> step = object(each);
      number++;
      Object minutes = step.getOrDefault("clock", (long) number);
      clock.set(START.plus(Duration.ofMinutes(((Number) minutes).longValue())));
      String op = String.valueOf(step.get("op"));
      boolean built = BUILT.contains(op) || ResolveSteps.OPS.contains(op);
      if (!built || step.get("store") != null || "r".equals(step.get("mode"))) {
        throw new TestAbortedException(
            "not built yet: " + (built ? op + " of another store or mode" : op));
      }
      step(op, step);
    }
  }

  private void useGraph(String name) {
    graph =
        ScenarioFeatures.graph(
            String.valueOf(scenario.get("name")), object(scenario.get("graphs")).get(name));
  }

  private MetadataStore open() {
    Object config = scenario.get("config");
    Map<String, @Nullable Object> settings = config == null ? Map.of() : object(config);
    var builder =
        Metaxy.store(harness.backend())
            .features(graph)
            .project(String.valueOf(settings.getOrDefault("project", "project")))
            .hashAlgorithm(HashAlgorithm.MD5)
            .hashTruncationLength(
                ((Number) settings.getOrDefault("hash_truncation_length", 8L)).intValue())
            .clock(clock);
    options.forEach(builder::option);
    return builder.open();
  }

  private void step(String op, Map<String, @Nullable Object> step) {
    Object expect = step.get("expect");
    Map<String, @Nullable Object> expected =
        expect instanceof Map ? object(expect) : new LinkedHashMap<>();
    boolean fails = step.get("error") != null || expected.get("error") != null;
    if (op.equals("use_graph")) {
      useGraph(String.valueOf(step.get("graph")));
      checkVersions(expected);
      return;
    }
    try (MetadataStore store = open()) {
      ScenarioRows rows = new ScenarioRows(full);
      List<Map<String, @Nullable Object>> read = run(op, step, store, rows, expected);
      if (fails && expected.get("reference_limitation") == null) {
        throw new AssertionError(at() + op + " should fail");
      }
      if (!fails && op.equals("read")) {
        rows.compare(at() + "read", list(full ? expected.get("rows") : expect), read, step);
      }
      if (expected.get("after") != null) {
        after(store, ScenarioRequests.key(step), object(expected.get("after")), rows);
      }
    } catch (MetaxyException e) {
      if (!fails) {
        throw new AssertionError(at() + op + " failed: " + e.getMessage(), e);
      }
    }
  }

  private String at() {
    return "step " + number + ": ";
  }

  private List<Map<String, @Nullable Object>> run(
      String op,
      Map<String, @Nullable Object> step,
      MetadataStore store,
      ScenarioRows rows,
      Map<String, @Nullable Object> expected) {
    if (ResolveSteps.OPS.contains(op)) {
      resolveSteps.run(op, at(), store, step, expected);
      return List.of();
    }
    switch (op) {
      case "write" -> store.write(ScenarioRequests.write(step, rows));
      case "read" -> {
        return store.read(ScenarioRequests.read(step, version(step))).toList();
      }
      case "soft_delete" -> store.delete(ScenarioRequests.delete(step, DeleteMode.SOFT));
      // The Python library removes the rows that match, not whole samples.
      case "hard_delete" -> store.delete(ScenarioRequests.delete(step, DeleteMode.HARD).rows());
      case "has_feature" ->
          assertThat(store.status(ScenarioRequests.key(step)).isWritten())
              .as(at() + op)
              .isEqualTo(expected.get("result"));
      default -> push(store, expected);
    }
    return List.of();
  }

  private void push(MetadataStore store, Map<String, @Nullable Object> expected) {
    PushReceipt receipt = store.push();
    assertThat(receipt.projectVersion())
        .as(at() + "push")
        .isEqualTo(expected.get("project_version"));
    assertThat(receipt.alreadyPushed()).as(at() + "push").isEqualTo(expected.get("already_pushed"));
    assertThat(receipt.updatedFeatures())
        .as(at() + "push")
        .hasSameElementsAs(
            list(expected.get("updated_features")).stream().map(String::valueOf).toList());
  }

  /** The version that a read names, by itself or by the graph that it belongs to. */
  private @Nullable Object version(Map<String, @Nullable Object> step) {
    Map<String, @Nullable Object> choices = ScenarioRequests.choices(step);
    Object ofGraph = choices.get("feature_version_of");
    if (ofGraph == null) {
      return choices.get("feature_version");
    }
    FeatureGraph current = graph;
    useGraph(ofGraph.toString());
    try (MetadataStore other = open()) {
      return other.versions(ScenarioRequests.key(step)).featureVersion();
    } finally {
      graph = current;
    }
  }

  private void checkVersions(Map<String, @Nullable Object> expected) {
    if (expected.get("feature_versions") == null) {
      return;
    }
    try (MetadataStore store = open()) {
      object(expected.get("feature_versions"))
          .forEach(
              (key, version) ->
                  assertThat(store.versions(FeatureKey.of(key)).featureVersion())
                      .as(at() + key)
                      .isEqualTo(version));
    }
  }

  private void after(
      MetadataStore store, FeatureKey key, Map<String, @Nullable Object> after, ScenarioRows rows) {
    if (after.get("default_read") instanceof List<?> expected) {
      rows.compare(at() + "after, live", list(expected), store.read(key).toList(), after);
    }
    if (after.get("all_rows") instanceof List<?> expected) {
      ReadRequest everything =
          ReadRequest.of(key).includeDeleted().withSampleHistory().versions(VersionScope.ACROSS);
      rows.compare(at() + "after, all", list(expected), store.read(everything).toList(), after);
    }
  }
}
