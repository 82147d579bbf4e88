package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.metaxy.store.MetadataStore;
import io.metaxy.tck.reference.MemoryHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class WatchedStoreTest {

  /** Two tests that leave something open and one that does not. */
  static class Leaking extends RuleTest {
    @Override
    protected StoreHarness harness() {
      return new MemoryHarness();
    }

    private MetadataStore written() {
      MetadataStore store = open();
      write(store, sample(1, 0.1));
      return store;
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void leavesACursorOpen() {
      assertThat(written().read("predictions").cursor().next()).isTrue();
    }

    @Test
    void leavesAStreamOpen() {
      assertThat(written().read("predictions").stream().count()).isEqualTo(1);
    }

    @Test
    void leavesNothingOpen() {
      assertThat(written().read("predictions").toList()).hasSize(1);
    }
  }

  @Test
  void whatIsLeftOpenFailsTheTest() {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(selectClass(Leaking.class)))
                .build(),
            listener);
    assertThat(listener.getSummary().getFailures())
        .extracting(failure -> failure.getTestIdentifier().getDisplayName())
        .containsExactlyInAnyOrder("leavesACursorOpen()", "leavesAStreamOpen()");
    assertThat(listener.getSummary().getFailures())
        .allSatisfy(
            failure -> assertThat(failure.getException()).hasMessageContaining("left open"));
  }
}
