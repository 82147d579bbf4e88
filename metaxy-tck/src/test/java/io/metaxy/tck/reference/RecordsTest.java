package io.metaxy.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.WriteRequest;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Time;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of record classes that a row does not fit, or that are out of reach. */
class RecordsTest {
  private static final FeatureKey KEY = FeatureKey.of("a");

  @TempDir Path folder;

  private MetadataStore store() {
    return Metaxy.store("memory")
        .option("name", folder.toString())
        .project("test")
        .features(FeatureSpec.builder(KEY).idColumns("id").build())
        .open();
  }

  private static Map<String, Object> row(Object id, String column, Object value) {
    return Map.of("id", id, column, value, "metaxy_provenance_by_field", Map.of("default", "p"));
  }

  record Counts(long id, List<Integer> counts) {}

  record Level(long id, byte level) {}

  record Weight(long id, float weight) {}

  @Test
  void aValueThatDoesNotFitIsAnErrorThatNamesTheComponent() {
    try (MetadataStore store = store()) {
      store.write(
          "a",
          List.of(
              Map.of(
                  "id",
                  1,
                  "counts",
                  List.of(1L << 40),
                  "level",
                  128,
                  "weight",
                  0.1,
                  "metaxy_provenance_by_field",
                  Map.of("default", "p"))));
      assertMisfit(store, Counts.class, "Component counts of Counts");
      assertMisfit(store, Level.class, "Component level of Level is byte");
      assertMisfit(store, Weight.class, "Component weight of Weight is float");
    }
  }

  private static void assertMisfit(
      MetadataStore store, Class<? extends Record> type, String message) {
    assertThatThrownBy(() -> store.read("a").toList(type))
        .isInstanceOfSatisfying(
            MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_MISMATCH))
        .hasMessageContaining(message);
  }

  @Test
  void aDayOfJdbcIsThatDayWhereverTheClientIs() {
    try (MetadataStore store = store()) {
      store.write("a", List.of(row(1, "day", java.sql.Date.valueOf("2024-02-29"))));
      assertThat(store.read("a").toList())
          .extracting(row -> row.get("day"))
          .containsExactly(LocalDate.of(2024, 2, 29));
      assertThatThrownBy(() -> store.write("a", List.of(row(2, "at", Time.valueOf("12:34:56")))))
          .hasMessageContaining("Column at")
          .hasMessageContaining("java.sql.Time");
    }
  }

  @Test
  void aMapMayHaveOtherKeysInEachRow() {
    List<Map<String, Object>> rows =
        IntStream.range(0, 100_000)
            .mapToObj(i -> row(i, "boxes", Map.of("key " + i, "value " + i)))
            .toList();
    try (MetadataStore store = store()) {
      store.write("a", rows);
      assertThat(store.read(ReadRequest.of("a").where("id = 99999")).toList())
          .extracting(row -> row.get("boxes"))
          .containsExactly(Map.of("key 99999", "value 99999"));
    }
  }

  record Node(
      long id, @Nullable Node next, @Nullable Map<String, String> metaxyProvenanceByField) {}

  @Test
  void aRecordThatHoldsItselfIsReadBack() {
    Node node = new Node(1, new Node(2, null, null), Map.of("default", "p"));
    try (MetadataStore store = store()) {
      store.write(WriteRequest.ofRecords(KEY, Node.class, List.of(node)));
      assertThat(store.read("a").toList(Node.class)).containsExactly(node);
    }
  }

  @Test
  void aRecordInAClosedModuleIsAnErrorThatSaysHowToOpenIt() throws IOException {
    Supplier<?> maker = closed();
    Record secret = (Record) maker.get();
    Class<? extends Record> type = secret.getClass();
    try (MetadataStore store = store()) {
      store.write("a", List.of(row(1, "x", 1)));
      assertThatThrownBy(() -> store.read("a").toList(type))
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining("opens hidden;");
      assertThatThrownBy(() -> store.write(request(type, secret)))
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining("opens hidden;");
    }
  }

  private static <T extends Record> WriteRequest request(Class<T> type, Record row) {
    return WriteRequest.ofRecords(KEY, type, List.of(type.cast(row)));
  }

  /** Compiles a module that shows its records, and keeps their class for itself. */
  private Supplier<?> closed() throws IOException {
    Path module = Files.createDirectories(folder.resolve("closed"));
    Path info =
        Files.writeString(
            module.resolve("module-info.java"),
            "module closed { provides java.util.function.Supplier with hidden.Maker; }");
    Path source =
        Files.writeString(
            Files.createDirectories(module.resolve("hidden")).resolve("Secret.java"),
            "package hidden; record Secret(long id) {}");
    Path maker =
        Files.writeString(
            source.resolveSibling("Maker.java"),
            "package hidden; public class Maker implements java.util.function.Supplier<Record> {"
                + " public Record get() { return new Secret(2); } }");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                module.toString(),
                info.toString(),
                source.toString(),
                maker.toString());
    assertThat(result).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(module), ModuleFinder.of(), Set.of("closed"));
    ModuleLayer layer = boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader());
    return ServiceLoader.load(layer, Supplier.class).findFirst().orElseThrow();
  }
}
