package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.tck.StoreHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Whole stories that were told to the Python library, told to a store on the harness's backend. One
 * in which the rules want something else than the Python library does is skipped and says so.
 */
public abstract class ScenarioVectors {
  @TempDir Path folder = Path.of("");

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @TestFactory
  Stream<DynamicTest> scenarios() {
    List<DynamicTest> tests = new ArrayList<>();
    VectorFiles.of("scenarios", List.of("scenarios-open", "store_scenarios", "more_scenarios"))
        .forEach(
            (file, content) -> {
              boolean full = content instanceof Map;
              for (Object each : list(full ? object(content).get("scenarios") : content)) {
                Map<String, @Nullable Object> scenario = object(each);
                String name = String.valueOf(scenario.get("name"));
                int number = tests.size();
                tests.add(
                    dynamicTest(
                        file + ": " + name,
                        () -> {
                          Differences.ofStory(scenario).ifPresent(ScenarioVectors::skip);
                          Path fresh = Files.createDirectory(folder.resolve("s" + number));
                          new Scenario(harness(), fresh, scenario, full).run();
                        }));
              }
            });
    return tests.stream();
  }

  /** Ends a story in which {@code rule} wants something else. */
  static void skip(String rule) {
    throw new TestAbortedException("otherwise here: " + rule);
  }
}
