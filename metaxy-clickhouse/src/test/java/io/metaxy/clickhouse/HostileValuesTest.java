package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.expr.Expr;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are written to escape from where they are put, and none does (rules E2, W7, K3). */
class HostileValuesTest {
  private static final String FEATURE = "hostile/values";

  /** A table that statements hidden in values would do away with. */
  private static final String WITNESS = "witness";

  private final ClickHouseEngine engine = ClickHouseEngine.shared();
  private final String database = engine.freshDatabase();

  private static List<String> texts() {
    return List.of(
        "",
        " ",
        "'",
        "''",
        "\\",
        "\\\\",
        "\\'",
        "\\\\'",
        "a\\",
        "\\0",
        "\\n",
        "\\x41",
        "\\N",
        "\"",
        "`",
        "\\`",
        "\0",
        "a\0b",
        "\n\r\t\b\f",
        "\u001a",
        "\u007f\u0080\u009f",
        "\u2028\ufeff",
        "größe",
        "e\u0301 is not é",
        "🐦",
        "\uD83D\uDC69\u200D\uD83D\uDE80",
        "\uDBFF\uDFFF",
        "%",
        "_",
        "\\%",
        "{x:String}",
        "?",
        ":x",
        "$1",
        "--",
        "/*",
        "*/",
        "#",
        ";",
        "NULL",
        "nan",
        "'); DROP TABLE witness; --",
        "\\'); DROP TABLE witness; --",
        "' OR 1=1 --",
        "\\' OR 1=1 --",
        "' UNION ALL SELECT * FROM witness --",
        "x FORMAT RowBinary",
        "x SETTINGS max_threads = 1",
        "<script>",
        "../..",
        "x".repeat(1 << 20),
        "\\'🐦\0".repeat(1 << 17));
  }

  @BeforeEach
  void createWitness() {
    engine.run(
        "CREATE TABLE %s.%s (x Int64) ENGINE = MergeTree ORDER BY x".formatted(database, WITNESS));
  }

  @AfterEach
  void witnessIsThere() {
    assertThat(engine.run("EXISTS TABLE %s.%s".formatted(database, WITNESS))).isEqualTo("1\n");
  }

  @Test
  void textsComeBackAsTheyWentIn() {
    try (MetadataStore store = open("id")) {
      store.write(FEATURE, rows(texts()));
      Map<Long, Map<String, @Nullable Object>> back =
          store.read(FEATURE).toList().stream()
              .collect(Collectors.toMap(row -> (Long) row.get("id"), row -> row));
      for (int i = 0; i < texts().size(); i++) {
        Map<String, @Nullable Object> row = back.get((long) i);
        assertThat(row.get("data")).as("text " + i).isEqualTo(texts().get(i));
        assertThat(row.get("list")).as("text " + i).isEqualTo(List.of(texts().get(i), "b"));
        assertThat(row.get(SystemColumns.PROVENANCE_BY_FIELD))
            .as("text " + i)
            .isEqualTo(Map.of("default", texts().get(i)));
      }
    }
  }

  @Test
  void textsAreIds() {
    List<String> ids = texts();
    try (MetadataStore store = open("data")) {
      store.write(FEATURE, rows(ids));
      store.write(FEATURE, rows(ids));
      assertThat(datas(store, ReadRequest.of(FEATURE)))
          .as("each is a sample of its own")
          .containsExactlyInAnyOrderElementsOf(ids);
      for (String id : List.of("\\'", "\0", "🐦", "'); DROP TABLE witness; --")) {
        assertThat(store.delete(DeleteRequest.soft(FEATURE).where(col("data").eq(id))).samples())
            .isEqualTo(1);
      }
      assertThat(store.delete(DeleteRequest.hard(FEATURE).where(col("data").eq("\\"))).rows())
          .isEqualTo(2);
      assertThat(store.read(FEATURE).toList()).hasSize(ids.size() - 5);
    }
  }

  @Test
  void textsInFiltersFindThemselvesAndNothingElse() {
    try (MetadataStore store = open("id")) {
      store.write(FEATURE, rows(texts()));
      for (String text : texts()) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        assertThat(datas(store, where(col("data").eq(text)))).as(shown).containsExactly(text);
        assertThat(datas(store, where(col("data").isIn(text, "no such text"))))
            .as(shown)
            .containsExactly(text);
        assertThat(datas(store, where(col("data").ne(text)))).as(shown).hasSize(texts().size() - 1);
        assertThat(datas(store, where(col("data").str().containsLiteral(text))))
            .as("containing " + shown)
            .containsExactlyInAnyOrderElementsOf(matching(other -> other.contains(text)));
        assertThat(datas(store, where(col("data").str().startsWith(text))))
            .as("starting with " + shown)
            .containsExactlyInAnyOrderElementsOf(matching(other -> other.startsWith(text)));
        assertThat(
                datas(
                    store,
                    where(col(SystemColumns.PROVENANCE_BY_FIELD).mapGet("default").eq(text))))
            .as("map value " + shown)
            .containsExactly(text);
        assertThat(
                datas(
                    store, where(col(SystemColumns.PROVENANCE_BY_FIELD).mapGet(text).isNotNull())))
            .as("map key " + shown)
            .isEmpty();
        String quoted = "data = '" + text.replace("'", "''") + "'";
        assertThat(datas(store, ReadRequest.of(FEATURE).where(quoted)))
            .as("filter " + shown)
            .containsExactly(text);
      }
    }
  }

  private static List<String> columnNames() {
    return texts().stream().filter(name -> !name.isEmpty() && name.length() < 1000).toList();
  }

  @Test
  void textsAreNamesOfColumns() {
    List<String> names = new ArrayList<>();
    try (MetadataStore store = open("id")) {
      for (String name : columnNames()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", 1L);
        row.put(name, "value of " + name);
        row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
        store.write(FEATURE, List.of(row));
        names.add(name);
        assertThat(store.read(where(col(name).eq("value of " + name))).toList())
            .singleElement()
            .satisfies(back -> assertThat(back).containsEntry(name, "value of " + name));
      }
      assertThat(store.read(FEATURE).toList())
          .singleElement()
          .satisfies(back -> assertThat(back).containsKeys(names.toArray(String[]::new)));
      assertThat(store.delete(DeleteRequest.soft(FEATURE).all()).samples()).isEqualTo(1);
    }
  }

  /**
   * ClickHouse takes names with a dot for parts of one nested table, whose lists are equally long.
   */
  @Test
  void listsOfNamesWithADotAreEquallyLongOrRefused() {
    try (MetadataStore store = open("id")) {
      store.write(FEATURE, List.of(nested(List.of("x", "y"), List.of(1L, 2L))));
      assertThatThrownBy(
              () -> store.write(FEATURE, List.of(nested(List.of("x", "y"), List.of(1L)))))
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ROWS))
          .hasMessageContaining("nested.a");
      assertThat(store.read(FEATURE).toList())
          .singleElement()
          .satisfies(back -> assertThat(back).containsEntry("nested.b", List.of(1L, 2L)));
    }
  }

  private static Map<String, @Nullable Object> nested(List<String> a, List<Long> b) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", 1L);
    row.put("nested.a", a);
    row.put("nested.b", b);
    row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
    return row;
  }

  @Test
  void textsAreNoKeysOfFeatures() {
    for (String text : matching(other -> !other.matches("[a-z0-9_]+"))) {
      assertThatThrownBy(() -> FeatureKey.of("hostile/" + text))
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_KEY));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"select", "from/table", "order/by/settings", "values-1"})
  void wordsOfTheLanguageAreKeysOfFeatures(String key) {
    FeatureSpec spec = FeatureSpec.builder(key).idColumns("id").field("default", "1").build();
    var builder = Metaxy.store("clickhouse").features(spec).project("hostile");
    engine.options(database).forEach(builder::option);
    try (MetadataStore store = builder.open()) {
      store.write(key, rows(List.of("a", "b")));
      assertThat(store.delete(DeleteRequest.hard(key).where(col("data").eq("a"))).rows())
          .isEqualTo(1);
      assertThat(store.read(key).toList()).hasSize(1);
    }
  }

  private static List<String> matching(java.util.function.Predicate<String> condition) {
    return texts().stream().filter(condition).toList();
  }

  private static ReadRequest where(Expr condition) {
    return ReadRequest.of(FEATURE).where(condition);
  }

  private static List<String> datas(MetadataStore store, ReadRequest request) {
    return store.read(request).toList().stream().map(row -> (String) row.get("data")).toList();
  }

  private static List<Map<String, @Nullable Object>> rows(List<String> texts) {
    return IntStream.range(0, texts.size())
        .mapToObj(
            i -> {
              Map<String, @Nullable Object> row = new LinkedHashMap<>();
              row.put("id", (long) i);
              row.put("data", texts.get(i));
              row.put("list", List.of(texts.get(i), "b"));
              row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", texts.get(i)));
              return row;
            })
        .toList();
  }

  private MetadataStore open(String id) {
    FeatureSpec spec = FeatureSpec.builder(FEATURE).idColumns(id).field("default", "1").build();
    var builder = Metaxy.store("clickhouse").features(spec).project("hostile");
    engine.options(database).forEach(builder::option);
    return builder.open();
  }
}
