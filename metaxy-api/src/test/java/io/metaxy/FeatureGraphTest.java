package io.metaxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FeatureGraphTest {

  private static FeatureSpec spec(String key, String... parents) {
    FeatureSpecBuilder spec = FeatureSpec.builder(key).idColumns("id");
    for (String parent : parents) {
      spec.dependsOn(parent);
    }
    return spec.build();
  }

  private static void assertFails(ErrorCode code, String part, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MetaxyException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(part);
  }

  @Test
  void parentsComeFirstAndOtherwiseKeysAreInOrder() {
    FeatureGraph graph =
        FeatureGraph.of(spec("z", "m"), spec("b", "z"), spec("m"), spec("a", "m"), spec("c"));

    assertThat(graph.topologicalOrder())
        .extracting(FeatureKey::toString)
        .containsExactly("m", "a", "z", "b", "c");
    assertThat(graph.downstream(FeatureKey.of("z")))
        .extracting(FeatureKey::toString)
        .containsExactly("b");
    assertThat(graph.downstream(FeatureKey.of("m")))
        .extracting(FeatureKey::toString)
        .containsExactly("a", "z", "b");
  }

  @Test
  void secondFeatureOfTheSameTableIsRefused() {
    FeatureGraph graph = FeatureGraph.of(spec("a/b-c"));

    assertFails(
        ErrorCode.TABLE_NAME_CLASH,
        "a/b-c has it already",
        () -> graph.with(FeatureDefinition.of(spec("a/b_c"))));
  }

  @Test
  void featureCannotTakeTheTableOfTheSystem() {
    assertFails(
        ErrorCode.TABLE_NAME_CLASH,
        "metaxy_system__events",
        () -> FeatureGraph.of(spec("metaxy-system/events")));
  }

  @Test
  void sameDefinitionMayBeAddedAgainAndAnotherMayNot() {
    FeatureGraph graph = FeatureGraph.of(spec("a"));

    assertThat(graph.with(FeatureDefinition.of(spec("a")))).isEqualTo(graph);
    assertFails(
        ErrorCode.INVALID_FEATURE,
        "defined twice",
        () -> graph.with(FeatureDefinition.of(spec("a", "b"))));
  }

  @Test
  void ownFeatureTakesThePlaceOfAnExternalOne() {
    FeatureDefinition own = FeatureDefinition.of(spec("a"));
    FeatureDefinition external = FeatureDefinition.of(spec("a", "b")).asExternal();

    assertThat(FeatureGraph.empty().with(external).with(own).definition(own.key())).isEqualTo(own);
    assertThat(FeatureGraph.empty().with(own).with(external).definition(own.key())).isEqualTo(own);
  }

  @Test
  void unknownFeatureAndParentNameTheNearMiss() {
    FeatureGraph graph = FeatureGraph.of(spec("predictions"), spec("report", "predictoins"));

    assertFails(
        ErrorCode.UNKNOWN_FEATURE,
        "Did you mean predictions?",
        () -> graph.definition(FeatureKey.of("prediction")));
    assertFails(
        ErrorCode.UNKNOWN_FEATURE,
        "Feature report depends on predictoins, which is not defined. Did you mean predictions?",
        graph::topologicalOrder);
  }

  @Test
  void circleIsShown() {
    FeatureGraph graph = FeatureGraph.of(spec("a", "c"), spec("b", "a"), spec("c", "b"));

    assertFails(ErrorCode.INVALID_FEATURE, "a → c → b → a", graph::topologicalOrder);
  }
}
