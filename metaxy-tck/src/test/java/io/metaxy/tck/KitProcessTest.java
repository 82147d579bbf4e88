package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.metaxy.FeatureGraph;
import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class KitProcessTest {

  /** Stores in memory, in this process alone. */
  private static class InMemory extends StoreHarness {
    private final String backend;

    InMemory(String backend) {
      this.backend = backend;
    }

    @Override
    public String backend() {
      return backend;
    }

    @Override
    public Map<String, Object> freshOptions(Path folder) {
      return Map.of("name", folder.toString());
    }

    @Override
    public Set<Capability> missing() {
      return Set.of(Capability.DURABLE, Capability.MULTI_PROCESS);
    }
  }

  /** Whose stores open in the test's process and in no other. */
  static class NoOtherProcessOpensIt extends TimeAndConcurrencyRules {
    @Override
    protected StoreHarness harness() {
      return new InMemory("memory") {
        @Override
        public Map<String, Object> freshOptions(Path folder) {
          return Map.of("name", folder.toString(), "nonsense", "x");
        }

        @Override
        public MetadataStore open(Map<String, Object> options, FeatureGraph features, Clock clock) {
          return super.open(Map.of("name", options.get("name")), features, clock);
        }
      };
    }
  }

  /** Whose processes say more than the kit asks for. */
  static class SomethingElseIsPrintedFirst extends TimeAndConcurrencyRules {
    @Override
    protected StoreHarness harness() {
      return new InMemory("chatty");
    }
  }

  private static TestExecutionSummary run(Class<?> rules) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(selectClass(rules)))
                .build(),
            listener);
    return listener.getSummary();
  }

  @Test
  void aProcessThatCannotStartIsNoProofThatACapabilityIsMissing() {
    TestExecutionSummary summary = run(NoOtherProcessOpensIt.class);

    assertThat(summary.getFailures())
        .extracting(failure -> failure.getTestIdentifier().getDisplayName().substring(0, 2))
        .containsExactlyInAnyOrder("T2", "T3");
    assertThat(summary.getFailures())
        .allSatisfy(
            failure ->
                assertThat(failure.getException())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the process works")
                    .hasMessageContaining("metaxy-tck-processes.log"));
    assertThat(ownProcesses()).isEmpty();
  }

  @Test
  void whatALibraryPrintsIsPassedOverAndNoProcessIsLeft() {
    TestExecutionSummary summary = run(SomethingElseIsPrintedFirst.class);

    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(4);
    assertThat(ownProcesses()).isEmpty();
  }

  private static List<String> ownProcesses() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().commandLine().orElse("?"))
        .toList();
  }
}
