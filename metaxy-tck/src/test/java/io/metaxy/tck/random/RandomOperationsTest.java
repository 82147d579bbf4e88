package io.metaxy.tck.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureGraph;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.reference.MemoryHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories catch a store that is wrong, and tell it in a few steps. */
class RandomOperationsTest {
  @TempDir Path folder;

  @Test
  void aWrongStoreIsShownByAShortStory() {
    RandomOperations stories =
        new RandomOperations() {
          @Override
          protected StoreHarness harness() {
            return new HardDeletesInEveryVersion();
          }
        };
    stories.folder = folder;
    assertThatThrownBy(stories::storiesEndAsTheModelSays)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(" of seed ")
        .satisfies(
            // A sample that every story begins with, another version of it, the wrong deletion.
            e ->
                assertThat(
                        e.getMessage()
                            .split("shortened to ")[1]
                            .split("(?=Write|Delete|Change|Move|Read)"))
                    .as(e.getMessage())
                    .hasSizeLessThanOrEqualTo(4));
  }

  @Test
  void nothingThatCanBeLeftOutIsLeft() throws Exception {
    Map<Long, Double> values = new TreeMap<>(Map.of(0L, 0.1, 3L, 0.2, 5L, 0.9));
    Step noise = new Step.MoveClock(5);
    Step change = new Step.ChangeVersion();
    List<Step> story =
        List.of(
            noise, new Step.Write(values), change, noise, new Step.Write(values), change, noise);

    List<Step> shortest =
        Shortening.of(
            story,
            steps ->
                steps.stream().filter(change::equals).count() % 2 == 0
                    && steps.stream()
                        .anyMatch(
                            step ->
                                step instanceof Step.Write write
                                    && write.values().containsKey(3L)));

    // Two changes of version go only together, which no single step shows.
    assertThat(shortest).contains(new Step.Write(Map.of(3L, 0.2))).doesNotContain(noise);
    assertThat(shortest).hasSizeLessThanOrEqualTo(3);
  }

  private static final class HardDeletesInEveryVersion extends StoreHarness {
    private final StoreHarness good = new MemoryHarness();

    @Override
    public String backend() {
      return good.backend();
    }

    @Override
    public Map<String, Object> freshOptions(Path place) {
      return good.freshOptions(place);
    }

    @Override
    public Set<Capability> missing() {
      return good.missing();
    }

    @Override
    public MetadataStore open(Map<String, Object> options, FeatureGraph features, Clock clock) {
      return new ForwardingStore(good.open(options, features, clock)) {
        @Override
        public DeleteReceipt delete(DeleteRequest request) {
          return good.delete(
              request.mode() == DeleteMode.HARD ? request.withFeatureHistory() : request);
        }
      };
    }
  }
}
