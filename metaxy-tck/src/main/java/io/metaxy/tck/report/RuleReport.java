package io.metaxy.tck.report;

import io.metaxy.tck.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of each rule on one backend. */
final class RuleReport {

  /** What became of a rule, from the best to the worst. */
  enum Outcome {
    KEPT("kept"),
    REFUSED("refused as declared"),
    PARTLY("partly run"),
    NOT_RUN("not run"),
    BROKEN("BROKEN");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final String backend;
  private final Map<Rule, Tests> tests = new EnumMap<>(Rule.class);

  RuleReport(String backend) {
    this.backend = backend;
  }

  /** Notes a test that ended. */
  void add(Rule rule, String test, Set<String> refused, @Nullable Throwable failure) {
    Tests ofRule = tests.computeIfAbsent(rule, r -> new Tests());
    ofRule.count++;
    ofRule.refused.addAll(refused);
    if (failure != null) {
      ofRule.failures.add(new Failed(test, String.valueOf(failure.getMessage())));
    }
  }

  /** Notes a test that did not go to its end, and why. */
  void skip(Rule rule, String test, String reason) {
    tests.computeIfAbsent(rule, r -> new Tests()).skipped.add(new Failed(test, reason));
  }

  String backend() {
    return backend;
  }

  Outcome outcome(Rule rule) {
    Tests ofRule = tests.get(rule);
    if (ofRule == null) {
      return Outcome.NOT_RUN;
    }
    if (!ofRule.failures.isEmpty()) {
      return Outcome.BROKEN;
    }
    if (!ofRule.skipped.isEmpty()) {
      return ofRule.count == 0 ? Outcome.NOT_RUN : Outcome.PARTLY;
    }
    return ofRule.refused.isEmpty() ? Outcome.KEPT : Outcome.REFUSED;
  }

  int tests(Rule rule) {
    Tests ofRule = tests.get(rule);
    return ofRule == null ? 0 : ofRule.count;
  }

  /** The capabilities whose lack was refused. */
  Set<String> refused(Rule rule) {
    Tests ofRule = tests.get(rule);
    return ofRule == null ? Set.of() : ofRule.refused;
  }

  List<Failed> failures(Rule rule) {
    Tests ofRule = tests.get(rule);
    return ofRule == null ? List.of() : ofRule.failures;
  }

  /** Tests that did not go to their end, and why. */
  List<Failed> skipped(Rule rule) {
    Tests ofRule = tests.get(rule);
    return ofRule == null ? List.of() : ofRule.skipped;
  }

  /** All in a line. */
  String summary() {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, 0);
    }
    for (Rule rule : Rule.values()) {
      counts.merge(outcome(rule), 1, Integer::sum);
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((outcome, count) -> parts.add(count + " " + outcome));
    return backend + ": " + Rule.values().length + " rules: " + String.join(", ", parts);
  }

  /** A test that failed or was skipped, and why. */
  record Failed(String test, String message) {}

  private static final class Tests {
    private int count;
    private final Set<String> refused = new LinkedHashSet<>();
    private final List<Failed> failures = new ArrayList<>();
    private final List<Failed> skipped = new ArrayList<>();
  }
}
