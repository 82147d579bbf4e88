package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.store.AccessMode;
import io.metaxy.store.CopyReceipt;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.PushReceipt;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.RebaseRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.tck.SettableClock;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One story: its steps in order, each with what must come out. */
final class Scenario {
  /** Step n happens at so many minutes after this. */
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** What a step may say: of anything else nobody would notice that it was passed over. */
  private static final Set<String> KNOWN =
      Set.of(
          "step",
          "op",
          "about",
          "note",
          "feature",
          "features",
          "columns",
          "rows",
          "expect",
          "error",
          "options",
          "clock",
          "store",
          "mode",
          "filter",
          "filters",
          "global_filters",
          "target_filters",
          "staleness_predicates",
          "skip_comparison",
          "samples",
          "materialization_id",
          "no_provenance",
          "with_feature_history",
          "with_sample_history",
          "include_soft_deleted",
          "feature_version",
          "feature_version_of",
          "allow_fallback",
          "check_fallback",
          "graph",
          "take",
          "add",
          "expand",
          "unique_on",
          "drop",
          "from_graph",
          "to_graph",
          "to_feature_version",
          "from",
          "to",
          "tags",
          "ambiguous_ids");

  private final ScenarioStores stores;
  private final Map<String, @Nullable Object> scenario;
  private final boolean full;
  private final ResolveSteps resolveSteps;
  private final SettableClock clock = new SettableClock(START);
  private FeatureGraph graph = FeatureGraph.empty();
  private int number;

  Scenario(
      StoreHarness harness, Path folder, Map<String, @Nullable Object> scenario, boolean full) {
    this.stores = new ScenarioStores(harness, folder, scenario, clock);
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
      assertThat(KNOWN).as(at() + "what it says is known").containsAll(step.keySet());
      step(String.valueOf(step.get("op")), step);
    }
  }

  private void useGraph(String name) {
    graph =
        ScenarioFeatures.graph(
            String.valueOf(scenario.get("name")), object(scenario.get("graphs")).get(name));
  }

  private MetadataStore open(Map<String, @Nullable Object> step) {
    boolean reads = "r".equals(step.get("mode"));
    return stores.open(store(step), graph, reads ? AccessMode.READ : AccessMode.WRITE);
  }

  private static String store(Map<String, @Nullable Object> step) {
    return String.valueOf(step.getOrDefault("store", ScenarioStores.DEFAULT));
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
    if (op.equals("copy")) {
      copy(step, expected);
      return;
    }
    ScenarioRows rows = new ScenarioRows(full);
    try (MetadataStore store = open(step)) {
      List<Map<String, @Nullable Object>> read = run(op, step, store, rows, expected);
      if (fails && expected.get("reference_limitation") == null) {
        throw new AssertionError(at() + op + " should fail");
      }
      if (!fails && op.equals("read")) {
        rows.compare(at() + "read", list(full ? expected.get("rows") : expect), read, step);
      }
    } catch (MetaxyException e) {
      if (!fails) {
        Differences.ofFailure(step, stores.fallsBack(store(step)), e)
            .ifPresent(ScenarioVectors::skip);
        throw new AssertionError(at() + op + " failed: " + e.getMessage(), e);
      }
    }
    if (expected.get("after") != null) {
      try (MetadataStore store = stores.open(store(step), graph, AccessMode.WRITE)) {
        after(store, ScenarioRequests.key(step), object(expected.get("after")), rows);
      }
    }
  }

  private void copy(Map<String, @Nullable Object> step, Map<String, @Nullable Object> expected) {
    try (MetadataStore from =
            stores.open(String.valueOf(step.get("from")), graph, AccessMode.READ);
        MetadataStore to = stores.open(String.valueOf(step.get("to")), graph, AccessMode.WRITE)) {
      if (expected.get("error") != null) {
        if (expected.get("reference_limitation") == null) {
          assertThatThrownBy(() -> to.copy(from, ScenarioRequests.copy(step)))
              .as(at() + "copy")
              .isInstanceOf(MetaxyException.class);
        }
        return;
      }
      CopyReceipt receipt = to.copy(from, ScenarioRequests.copy(step));
      Map<String, @Nullable Object> stats = object(expected.get("stats"));
      assertThat(receipt.features().size())
          .as(at() + "features copied")
          .isEqualTo(((Number) Objects.requireNonNull(stats.get("features_copied"))).intValue());
      assertThat(receipt.rows())
          .as(at() + "rows copied")
          .isEqualTo(((Number) Objects.requireNonNull(stats.get("rows_copied"))).longValue());
      object(expected.get("after_in_target"))
          .forEach(
              (key, after) -> after(to, FeatureKey.of(key), object(after), new ScenarioRows(full)));
    }
  }

  private void rebase(
      MetadataStore store,
      Map<String, @Nullable Object> step,
      Map<String, @Nullable Object> expected,
      ScenarioRows rows) {
    FeatureKey key = ScenarioRequests.key(step);
    RebaseRequest request =
        RebaseRequest.of(key, versionIn(key, String.valueOf(step.get("from_graph"))));
    Object to = step.get("to_feature_version");
    if (step.get("to_graph") != null) {
      to = versionIn(key, String.valueOf(step.get("to_graph")));
    }
    RebaseRequest whole = to == null ? request : request.to(to.toString());
    if (expected.get("rebased") instanceof List<?> rebased) {
      List<Map<String, @Nullable Object>> found = store.rebased(whole).toList();
      rows.compare(at() + "rebased", list(rebased), found, expected);
      assertThat(store.rebase(whole.dryRun()).rows()).as(at() + op(step)).isEqualTo(found.size());
    }
    store.rebase(whole);
  }

  private static String op(Map<String, @Nullable Object> step) {
    return String.valueOf(step.get("op"));
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
          assertThat(has(store, step)).as(at() + op).isEqualTo(expected.get("result"));
      case "drop" -> store.drop(ScenarioRequests.key(step));
      case "rebase" -> rebase(store, step, expected, rows);
      case "push" -> push(store, expected);
      default -> throw new AssertionError(at() + "there is no step " + op);
    }
    return List.of();
  }

  private static boolean has(MetadataStore store, Map<String, @Nullable Object> step) {
    FeatureKey key = ScenarioRequests.key(step);
    return Boolean.TRUE.equals(step.get("check_fallback"))
        ? store.storeOf(key).isPresent()
        : store.hasFeature(key);
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
    return versionIn(ScenarioRequests.key(step), ofGraph.toString());
  }

  /** The version of a feature in one of the story's graphs. */
  private String versionIn(FeatureKey key, String name) {
    FeatureGraph current = graph;
    useGraph(name);
    try (MetadataStore other = stores.open(ScenarioStores.DEFAULT, graph, AccessMode.READ)) {
      return other.versions(key).featureVersion();
    } finally {
      graph = current;
    }
  }

  private void checkVersions(Map<String, @Nullable Object> expected) {
    if (expected.get("feature_versions") == null) {
      return;
    }
    try (MetadataStore store = stores.open(ScenarioStores.DEFAULT, graph, AccessMode.READ)) {
      object(expected.get("feature_versions"))
          .forEach(
              (key, version) -> {
                FeatureVersions versions = store.versions(FeatureKey.of(key));
                assertThat(versions.featureVersion()).as(at() + key).isEqualTo(version);
                assertThat(versions.projectVersion())
                    .as(at() + "project of " + key)
                    .isEqualTo(expected.get("project_version"));
              });
    }
  }

  private void after(
      MetadataStore store, FeatureKey key, Map<String, @Nullable Object> after, ScenarioRows rows) {
    ReadRequest live = ReadRequest.of(key).withoutFallback();
    check("after, live", store, live, after.get("default_read"), after, rows);
    ReadRequest everything =
        live.includeDeleted().withSampleHistory().versions(VersionScope.ACROSS);
    check("after, all", store, everything, after.get("all_rows"), after, rows);
  }

  /** A read with the rows that are expected, or the error. */
  private void check(
      String what,
      MetadataStore store,
      ReadRequest read,
      @Nullable Object expected,
      Map<String, @Nullable Object> after,
      ScenarioRows rows) {
    if (expected instanceof List<?> wanted) {
      rows.compare(at() + what, list(wanted), store.read(read).toList(), after);
    } else {
      assertThat(object(expected)).as(at() + what).containsKey("error");
      assertThatThrownBy(() -> store.read(read).toList())
          .as(at() + what)
          .isInstanceOf(MetaxyException.class);
    }
  }
}
