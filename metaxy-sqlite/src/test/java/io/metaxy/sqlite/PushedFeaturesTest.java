package io.metaxy.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was pushed to a store, it opens: nobody can take a push back. */
class PushedFeaturesTest {
  @TempDir Path folder;

  private static FeatureSpec feature(String key, String codeVersion, String... parents) {
    var builder = FeatureSpec.builder(key).idColumns("id").field("default", codeVersion);
    for (String parent : parents) {
      builder.dependsOn(FeatureDep.on(parent));
    }
    return builder.build();
  }

  private MetadataStore open(String project, FeatureSpec... features) {
    return Metaxy.store("sqlite")
        .option("database", folder.resolve("store.db"))
        .project(project)
        .features(features)
        .open();
  }

  private void push(String project, FeatureSpec... features) {
    try (MetadataStore store = open(project, features)) {
      store.push();
    }
  }

  private static String codeVersion(MetadataStore store, String feature) {
    return store.features().spec(FeatureKey.of(feature)).fields().get(0).codeVersion();
  }

  private static void write(MetadataStore store, String feature) {
    store.write(
        feature, List.of(Map.of("id", 1L, "metaxy_provenance_by_field", Map.of("default", "p"))));
  }

  @Test
  void aFeatureOfAProjectThatWasRenamedIsTheOnePushedLast() {
    push("old", feature("p", "1"));
    push("new", feature("p", "2"));

    try (MetadataStore store = open("reader")) {
      assertThat(store.list()).containsExactly(FeatureKey.of("p"));
      assertThat(codeVersion(store, "p")).isEqualTo("2");
      assertThat(store.status(FeatureKey.of("p")).isWritten()).isFalse();
    }

    push("old", feature("p", "1"), feature("q", "1"));
    try (MetadataStore store = open("reader")) {
      assertThat(codeVersion(store, "p")).isEqualTo("1");
    }
  }

  @Test
  void ofTwoProjectsFeaturesOnOneTableTheOwnOneCounts() {
    push("other", feature("a-b", "1"), feature("child", "1", "a-b"), feature("c", "1"));

    try (MetadataStore store = open("mine", feature("a_b", "1"))) {
      assertThat(store.list())
          .as("without the other's, and what is made from it")
          .containsExactly(FeatureKey.of("a_b"), FeatureKey.of("c"));
      write(store, "a_b");
      assertThat(store.read("a_b").count()).isEqualTo(1);
      store.push();
    }
    try (MetadataStore store = open("other", feature("a-b", "1"))) {
      assertThat(store.list()).contains(FeatureKey.of("a-b")).doesNotContain(FeatureKey.of("a_b"));
    }
    try (MetadataStore store = open("reader")) {
      assertThat(store.list())
          .as("the one that was pushed last")
          .contains(FeatureKey.of("a_b"))
          .doesNotContain(FeatureKey.of("a-b"), FeatureKey.of("child"));
    }
  }

  @Test
  void aFeatureWhoseParentWasNeverPushedIsInNobodysWay() {
    FeatureGraph features =
        FeatureGraph.of(feature("a", "1", "elsewhere"), feature("grandchild", "1", "a"))
            .with(FeatureDefinition.of(feature("elsewhere", "1")).asExternal());
    try (MetadataStore store =
        Metaxy.store("sqlite")
            .option("database", folder.resolve("store.db"))
            .project("other")
            .features(features)
            .open()) {
      store.push();
    }

    try (MetadataStore store = open("mine", feature("c", "1"))) {
      assertThat(store.list())
          .as("without what has no version here")
          .containsExactly(FeatureKey.of("c"));
      assertThat(store.push().alreadyPushed()).isFalse();
      store.writeMulti(
          List.of(
              WriteRequest.of(
                  FeatureKey.of("c"),
                  List.of(
                      Map.of("id", 1L, "metaxy_provenance_by_field", Map.of("default", "p"))))));
      assertThat(store.read("c").count()).isEqualTo(1);
    }
    push("elsewhere", feature("elsewhere", "1"));
    try (MetadataStore store = open("reader")) {
      assertThat(store.list()).contains(FeatureKey.of("a"), FeatureKey.of("grandchild"));
    }
  }
}
