package io.metaxy.tck.saboteur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.Rule;
import io.metaxy.tck.StoreHarness;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * Whether the kit keeps its own promise: each rule has a test and a saboteur, and each saboteur is
 * caught by a test of its rule that names the rule. Needs a backend that keeps every rule.
 */
public abstract class KitRules {

  /** How stores of a good backend are opened. */
  protected abstract StoreHarness harness();

  @Test
  void everyRuleHasATest() {
    Set<Rule> tested = EnumSet.noneOf(Rule.class);
    tests().forEach(test -> Rule.ofTest(test.method().getName()).ifPresent(tested::add));
    assertThat(tested).as("rules with a test").containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void everyTestBeginsWithARule() {
    assertThat(tests().map(test -> test.method().getName()))
        .as("tests whose names begin with no rule")
        .isNotEmpty()
        .allMatch(name -> Rule.ofTest(name).isPresent());
  }

  @Test
  void everyRuleHasASaboteur() {
    assertThat(Saboteur.all().stream().map(Saboteur::rule).distinct())
        .as("rules with a saboteur")
        .containsExactlyInAnyOrder(Rule.values());
  }

  /** A rule's tests pass on a good store, which the backend's own tests show, and fail here. */
  @TestFactory
  Stream<DynamicTest> everySaboteurIsCaught() {
    List<Saboteur> free = new ArrayList<>();
    Stream<DynamicTest> hunts =
        Saboteur.all().stream()
            .map(
                saboteur ->
                    DynamicTest.dynamicTest(
                        saboteur.toString(),
                        () -> {
                          free.add(saboteur);
                          isCaught(saboteur);
                          free.remove(saboteur);
                        }));
    return Stream.concat(
        hunts, Stream.of(DynamicTest.dynamicTest("nothing is missing", () -> list(free))));
  }

  private static void list(List<Saboteur> free) {
    Set<Rule> untested = EnumSet.allOf(Rule.class);
    tests().forEach(test -> Rule.ofTest(test.method().getName()).ifPresent(untested::remove));
    Set<Rule> unbroken = EnumSet.allOf(Rule.class);
    Saboteur.all().forEach(saboteur -> unbroken.remove(saboteur.rule()));
    System.out.printf(
        "metaxy-tck, %d rules, %d tests, %d saboteurs; rules without a test: %s; rules without a"
            + " saboteur: %s; saboteurs not caught: %s%n",
        Rule.values().length,
        tests().count(),
        Saboteur.all().size(),
        orNone(untested),
        orNone(unbroken),
        orNone(free));
    assertThat(free).as("saboteurs not caught").isEmpty();
  }

  private static String orNone(Collection<?> all) {
    return all.isEmpty()
        ? "none"
        : all.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Else a saboteur might be caught for its disguise. The rules T2 and T3 take too long for it. */
  @Test
  void aStoreThatIsOnlyWrappedIsNotCaught() {
    StoreHarness wrapped =
        new SabotagedHarness(harness(), (store, place) -> new ForwardingStore(store));
    for (Rule rule : EnumSet.complementOf(EnumSet.of(Rule.T2, Rule.T3))) {
      assertThat(failures(rule, wrapped)).as("failures of " + rule).isEmpty();
    }
  }

  private void isCaught(Saboteur saboteur) {
    List<Failure> failures = failures(saboteur.rule(), saboteur.work().apply(harness()));
    String found =
        failures.stream()
            .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + message(failure))
            .collect(Collectors.joining("\n"));
    Optional<Failure> naming =
        failures.stream().filter(failure -> names(saboteur.rule(), failure)).findFirst();
    assertThat(naming)
        .as(
            "a test of %s that fails with a message naming the rule, on a store that %s; failures"
                + " were: %s",
            saboteur.rule(), saboteur.deed(), found.isEmpty() ? "none" : found)
        .isPresent();
    System.out.println(
        saboteur + " -- caught by " + naming.orElseThrow().getTestIdentifier().getDisplayName());
  }

  private static List<Failure> failures(Rule rule, StoreHarness harness) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherConfig quiet =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    SabotagedRules.with(
        harness, () -> LauncherFactory.create(quiet).execute(request(rule), listener));
    assertThat(listener.getSummary().getTestsStartedCount()).as("tests of " + rule).isPositive();
    return listener.getSummary().getFailures();
  }

  private static LauncherDiscoveryRequest request(Rule rule) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(
            tests()
                .filter(test -> Rule.ofTest(test.method().getName()).equals(Optional.of(rule)))
                .map(
                    test ->
                        selectNestedMethod(
                            List.of(SabotagedRules.class), test.group(), test.method()))
                .toList())
        .build();
  }

  private static boolean names(Rule rule, Failure failure) {
    return failure.getException() instanceof AssertionError
        && message(failure).contains(rule.name());
  }

  private static String message(Failure failure) {
    return String.valueOf(failure.getException().getMessage());
  }

  /** A test of the kit, and the nested class that runs it. */
  private record KitTest(Class<?> group, Method method) {}

  private static Stream<KitTest> tests() {
    List<KitTest> tests = new ArrayList<>();
    for (Class<?> group : AllRules.class.getDeclaredClasses()) {
      if (group.isAnnotationPresent(Nested.class)) {
        Arrays.stream(group.getSuperclass().getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .forEach(method -> tests.add(new KitTest(group, method)));
      }
    }
    return tests.stream();
  }
}
