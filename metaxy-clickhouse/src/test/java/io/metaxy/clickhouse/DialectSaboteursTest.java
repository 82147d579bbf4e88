package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.metaxy.tck.ExpressionRules;
import io.metaxy.tck.ReadRules;
import io.metaxy.tck.SoftDeleteRules;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A dialect that gets one of ClickHouse's own ways wrong is caught by the kit. Each saboteur
 * changes the statements on their way to the engine into what such a dialect would say.
 */
class DialectSaboteursTest {
  private static final ThreadLocal<@Nullable StoreHarness> AT_WORK = new ThreadLocal<>();

  /**
   * One that breaks the dialect.
   *
   * @param deed how
   * @param tests those of the kit that must notice
   * @param change what becomes of a statement and its settings
   */
  private record Saboteur(String deed, Class<?> tests, UnaryOperator<String> change) {}

  private static List<Saboteur> saboteurs() {
    return List.of(
        new Saboteur(
            "leaves backslashes in texts alone",
            Expressions.class,
            sql -> sql.replace("\\\\", "\\")),
        new Saboteur(
            "cuts the microseconds of times",
            Reads.class,
            sql ->
                Pattern.compile("(fromUnixTimestamp64Micro\\(toInt64\\(-?\\d+)\\d{6}\\)")
                    .matcher(sql)
                    .replaceAll("$1000000)")),
        new Saboteur(
            "lets outer joins fill with zeros and empty texts",
            OthersTables.class,
            sql -> sql.replace("join_use_nulls=1", "join_use_nulls=0")),
        new Saboteur(
            "lets an alias hide the column that it was made from",
            SoftDeletes.class,
            sql -> sql.replace("prefer_column_name_to_alias=1", "prefer_column_name_to_alias=0")),
        new Saboteur(
            "takes an empty text for the value of a key that a map lacks",
            OthersTables.class,
            sql -> sql.replace("if(mapContains(", "if(1 OR mapContains(")),
        new Saboteur(
            "puts nulls first",
            OthersTables.class,
            sql -> sql.replace(" DESC", " DESC NULLS FIRST")));
  }

  @TestFactory
  Stream<DynamicTest> everySaboteurIsCaught() {
    return saboteurs().stream()
        .map(saboteur -> DynamicTest.dynamicTest(saboteur.deed(), () -> isCaught(saboteur)));
  }

  private static void isCaught(Saboteur saboteur) throws IOException {
    AtomicInteger changes = new AtomicInteger();
    UnaryOperator<String> counted =
        sql -> {
          String changed = saboteur.change().apply(sql);
          if (!changed.equals(sql)) {
            changes.incrementAndGet();
          }
          return changed;
        };
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    try (RewritingProxy proxy = new RewritingProxy(ClickHouseEngine.shared().server(), counted)) {
      AT_WORK.set(new SabotagedHarness(proxy));
      LauncherFactory.create(quiet()).execute(request(saboteur.tests()), listener);
    } finally {
      AT_WORK.remove();
    }
    assertThat(changes).as("statements that were changed").hasPositiveValue();
    List<String> noticed =
        listener.getSummary().getFailures().stream()
            .map(failure -> failure.getTestIdentifier().getDisplayName())
            .toList();
    assertThat(noticed).as("tests that notice a dialect which " + saboteur.deed()).isNotEmpty();
    System.out.printf(
        "%s -- caught by %s and %d others%n", saboteur.deed(), noticed.get(0), noticed.size() - 1);
  }

  private static LauncherConfig quiet() {
    return LauncherConfig.builder()
        .enableTestExecutionListenerAutoRegistration(false)
        .enableLauncherSessionListenerAutoRegistration(false)
        .build();
  }

  private static LauncherDiscoveryRequest request(Class<?> tests) {
    return LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
  }

  /** Stores behind a proxy. */
  private static final class SabotagedHarness extends ClickHouseHarness {
    private final RewritingProxy proxy;

    SabotagedHarness(RewritingProxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public Map<String, Object> freshOptions(Path folder) {
      Map<String, Object> options = new HashMap<>(super.freshOptions(folder));
      options.computeIfPresent(
          "url",
          (name, url) ->
              proxy.address().resolve(java.net.URI.create((String) url).getPath()).toString());
      return options;
    }
  }

  private static StoreHarness atWork() {
    return Objects.requireNonNull(AT_WORK.get(), "no saboteur is at work");
  }

  static final class Expressions extends ExpressionRules {
    @Override
    protected StoreHarness harness() {
      return atWork();
    }
  }

  static final class Reads extends ReadRules {
    @Override
    protected StoreHarness harness() {
      return atWork();
    }
  }

  static final class SoftDeletes extends SoftDeleteRules {
    @Override
    protected StoreHarness harness() {
      return atWork();
    }
  }

  static final class OthersTables extends TablesOfOthers {
    @Override
    protected StoreHarness harness() {
      return atWork();
    }
  }
}
