package io.metaxy.tck;

import static io.metaxy.expr.Expressions.coalesce;
import static io.metaxy.expr.Expressions.col;
import static io.metaxy.expr.Expressions.lit;
import static io.metaxy.expr.Expressions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.expr.Expr;
import io.metaxy.schema.DataType;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules E: expressions and the filter language. */
public abstract class ExpressionRules extends RuleTest {

  private void assertKeeps(MetadataStore store, Expr filter, Object... ids) {
    assertThat(ids(store, read().where(filter)))
        .as("E1: " + filter)
        .containsExactlyInAnyOrder(java.util.Arrays.stream(ids).map(String::valueOf).toArray());
  }

  @Test
  void E1_logicHasThreeValues() {
    MetadataStore store = open();
    write(
        store,
        row("sample_uid", 1, "b", true, "n", 1L),
        row("sample_uid", 2, "b", false, "n", 2L),
        row("sample_uid", 3, "b", null, "n", null));
    assertKeeps(store, col("b"), 1);
    assertKeeps(store, col("b").not(), 2);
    assertKeeps(store, col("b").or(col("n").isNull()), 1, 3);
    assertKeeps(store, col("b").and(lit(null).eq(1)).not(), 2);
    assertKeeps(store, col("n").ne(1), 2);
    assertKeeps(store, col("n").eq(null));
    assertKeeps(store, col("n").isIn(1, null), 1);
    assertKeeps(store, col("n").isIn(1, null).not(), 2);
    assertKeeps(store, col("n").isIn(List.of()).not(), 1, 2);
    assertKeeps(store, col("n").fillNull(7).eq(7), 3);
    assertKeeps(store, coalesce(col("n"), 9).gt(1), 2, 3);
    assertKeeps(store, when(col("b")).then(1).otherwise(0).eq(0), 2, 3);
  }

  @Test
  void E1_aChainOfConditionsMayBeLong() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.3));
    Expr either = col("confidence").gt(0.25);
    Expr all = col("confidence").lt(0.25);
    for (int i = 10; i < 1_000; i++) {
      either = either.or(col("confidence").gt(i));
      all = all.and(col("confidence").lt(i));
    }
    assertThat(ids(store, read().where(either))).as("E1: a chain of or").containsExactly("3");
    assertThat(ids(store, read().where(all))).as("E1: a chain of and").containsExactly("1", "2");
    assertThat(store.delete(soft().where(either)).samples()).as("E1: a chain of or").isEqualTo(1);
    assertThat(ids(store)).as("E1: a chain of or").containsExactly("1", "2");
  }

  @Test
  void E3_anExpressionThatNestsTooDeeplyIsRefused() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    Expr deep = col("confidence");
    for (int i = 0; i < 20_000; i++) {
      deep = deep.plus(1);
    }
    ReadRequest request = read().where(deep.gt(0));
    assertFails("E3", ErrorCode.UNSUPPORTED_EXPRESSION, () -> store.read(request).toList());
  }

  @Test
  void E1_nanEqualsItselfAndIsGreatest() {
    MetadataStore store = open();
    write(
        store,
        sample(1, Double.NaN),
        sample(2, Double.POSITIVE_INFINITY),
        sample(3, -0.0),
        sample(4, null),
        sample(5, Double.NEGATIVE_INFINITY));
    assertKeeps(store, col("confidence").gt(Double.POSITIVE_INFINITY), 1);
    assertKeeps(store, col("confidence").eq(Double.NaN), 1);
    assertKeeps(store, col("confidence").ne(Double.NaN), 2, 3, 5);
    assertKeeps(store, col("confidence").isNan(), 1);
    assertKeeps(store, col("confidence").eq(0.0), 3);
    assertKeeps(store, col("confidence").lt(0), 5);
    assertKeeps(store, col("confidence").isFinite(), 3);
    assertKeeps(store, col("confidence").plus(1).isNan(), 1);
    assertKeeps(store, col("confidence").minus(col("confidence")).isNan(), 1, 2, 5);
  }

  @Test
  void E1_wholeNumbersAreExactAndDivideBySign() {
    MetadataStore store = open();
    write(
        store,
        row("sample_uid", 1, "n", -7L, "x", 9007199254740992.0),
        row("sample_uid", 2, "n", 9007199254740993L, "x", 9007199254740992.0),
        row("sample_uid", 3, "n", 7L, "x", 7.0));
    assertKeeps(store, col("n").gt(col("x")), 2);
    assertKeeps(store, col("n").eq(col("x")), 3);
    assertKeeps(store, col("n").floorDivide(2).eq(-4), 1);
    assertKeeps(store, col("n").modulo(2).eq(1), 1, 2, 3);
    assertKeeps(store, col("n").modulo(-4).eq(-3), 1, 2);
    assertKeeps(store, col("n").floorDivide(0).isNull(), 1, 2, 3);
    assertKeeps(store, col("n").divide(2).eq(3.5), 3);
    assertKeeps(store, col("n").abs().eq(7), 1, 3);
    assertFails(
        "E1",
        ErrorCode.ENGINE_FAILURE,
        () -> store.read(read().where(col("n").times(Long.MAX_VALUE).gt(0))).toList());
  }

  @Test
  void E1_textComparesByCodePoint() {
    MetadataStore store = open();
    write(
        store,
        row("sample_uid", 1, "s", "\uFFFD"),
        row("sample_uid", 2, "s", "🐦"),
        row("sample_uid", 3, "s", "A"),
        row("sample_uid", 4, "s", "a"),
        row("sample_uid", 5, "s", ""));
    assertKeeps(store, col("s").gt("\uFFFD"), 2);
    assertKeeps(store, col("s").lt("a"), 3, 5);
    assertKeeps(store, col("s").str().lenChars().eq(1), 1, 2, 3, 4);
    assertKeeps(store, col("s").str().toLowercase().eq("a"), 3, 4);
    assertKeeps(store, col("s").str().contains("^[Aa]$"), 3, 4);
    assertKeeps(store, col("s").str().startsWith("🐦"), 2);
  }

  @Test
  void E1_timesAreUtcWithMicroseconds() {
    MetadataStore store = open();
    write(
        store,
        row(
            "sample_uid",
            1,
            "t",
            Instant.parse("2023-12-31T23:59:59.999999Z"),
            "d",
            LocalDate.of(2023, 12, 31)),
        row(
            "sample_uid",
            2,
            "t",
            Instant.parse("2024-01-01T00:00:00Z"),
            "d",
            LocalDate.of(2024, 1, 1)),
        row(
            "sample_uid",
            3,
            "t",
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            "d",
            LocalDate.of(1969, 12, 31)));
    assertKeeps(store, col("t").lt(Instant.parse("2024-01-01T00:00:00Z")), 1, 3);
    assertKeeps(store, col("t").dt().year().eq(2023), 1);
    assertKeeps(store, col("t").dt().microsecond().eq(999_999), 1, 3);
    assertKeeps(store, col("d").dt().weekday().eq(7), 1);
    assertKeeps(store, col("t").dt().date().eq(col("d")), 1, 2, 3);
    assertKeeps(store, col("d").ge("2024-01-01"), 2);
  }

  @Test
  void E1_mapsAndCasts() {
    MetadataStore store = open();
    write(
        store,
        row("sample_uid", 1, "n", 12L, "box", Map.of("width", 3L, "label", "a\"'")),
        row("sample_uid", 2, "n", 3L, "box", Map.of("width", 4L, "label", "b")));
    assertKeeps(store, col("box").field("width").gt(3), 2);
    assertKeeps(store, col("box").field("label").eq("a\"'"), 1);
    assertFails(
        "E1",
        ErrorCode.TYPE_MISMATCH,
        () -> store.read(read().where(col("box").field("height").gt(3))));
    assertKeeps(store, col(SystemColumns.PROVENANCE_BY_FIELD).mapGet("default").eq("p1"), 1);
    assertKeeps(store, col(SystemColumns.PROVENANCE_BY_FIELD).mapGet("none").isNull(), 1, 2);
    assertKeeps(store, col("n").cast(DataType.STRING).eq("12"), 1);
    assertKeeps(store, col("n").cast(DataType.FLOAT64).divide(2).eq(1.5), 2);
  }

  @Test
  void E2_hostileTextOnlyFilters() {
    MetadataStore store = open();
    List<String> hostile =
        List.of(
            "' OR 1=1 --",
            "'; DROP TABLE predictions; --",
            "\\' OR 1=1 --",
            "\\",
            "a\0b",
            "\"",
            "${x}",
            "%",
            "🐦'",
            "*/ x /*");
    for (int i = 0; i < hostile.size(); i++) {
      write(store, row("sample_uid", i, "s", hostile.get(i)));
    }
    for (int i = 0; i < hostile.size(); i++) {
      String text = hostile.get(i);
      assertThat(ids(store, read().where(col("s").eq(text))))
          .as("E2: " + text)
          .containsExactly(String.valueOf(i));
      assertThat(ids(store, read().where("s = '" + text.replace("'", "''") + "'")))
          .as("E2: " + text)
          .containsExactly(String.valueOf(i));
      assertThat(ids(store, read().where(col("s").isIn(text, "other"))))
          .as("E2: " + text)
          .containsExactly(String.valueOf(i));
    }
    assertThat(store.delete(soft().where(col("s").eq("' OR 1=1 --"))).samples())
        .as("E2")
        .isEqualTo(1);
  }

  @Test
  void E3_whatCannotBeExpressedIsAnErrorThatNamesIt() {
    MetadataStore store = open();
    write(store, row("sample_uid", 1, "tags", List.of("a", "b")));
    Expr strange = col("tags").eq(col("tags"));
    MetaxyException e =
        assertFails(
            "E3", ErrorCode.UNSUPPORTED_EXPRESSION, () -> store.read(read().where(strange)));
    assertThat(e.getMessage()).as("E3: names the expression").contains(strange.toString());
    assertFails("E3", ErrorCode.UNSUPPORTED_EXPRESSION, () -> store.delete(soft().where(strange)));
  }

  @Test
  void E3_typesThatDoNotGoTogetherAreAnError() {
    MetadataStore store = open();
    write(store, row("sample_uid", 1, "s", "x", "n", 1L));
    for (String filter : List.of("s = 7", "n = '7'", "n", "n > s", "s < 5", "s = TRUE")) {
      assertFails("E3", ErrorCode.TYPE_MISMATCH, () -> store.read(read().where(filter)));
    }
  }

  @Test
  void E3_aTimeThatNoTextCanSayIsAnError() {
    MetadataStore store = open();
    write(
        store,
        row("sample_uid", 1, "t", Instant.parse("2023-02-28T00:00:00Z")),
        row("sample_uid", 2, "t", Instant.parse("2023-03-01T00:00:00Z")));
    for (Expr filter :
        List.of(
            col("t").lt("+10000-01-01"),
            col("t").lt(Instant.MAX),
            col("t").gt(Instant.MIN),
            col("t").lt(LocalDate.ofEpochDay(1L << 32)),
            col("t").eq("2023-02-31"))) {
      assertFails("E3", ErrorCode.TYPE_MISMATCH, () -> ids(store, read().where(filter)));
    }
    assertKeeps(store, col("t").le("9999-12-31T23:59:59.999999Z"), 1, 2);
    assertKeeps(store, col("t").ge("0001-01-01"), 1, 2);
  }

  @Test
  void E4_theFilterLanguageIsSqlsWhere() {
    MetadataStore store = open();
    write(
        store,
        row("sample_uid", 1, "n", 1L, "s", "v1", "b", true),
        row("sample_uid", 2, "n", 2L, "s", "it's", "b", false),
        row("sample_uid", 3, "n", null, "s", null, "b", null));
    Map<String, List<Object>> filters =
        Map.ofEntries(
            Map.entry("n = 1", List.of("1")),
            Map.entry("n == 1", List.of("1")),
            Map.entry("n != 1", List.of("2")),
            Map.entry("n <> 1", List.of("2")),
            Map.entry("n = NULL", List.of("3")),
            Map.entry("n != NULL", List.of("1", "2")),
            Map.entry("n IS NULL OR b", List.of("1", "3")),
            Map.entry("NOT b", List.of("2")),
            Map.entry("n NOT IN (1, NULL)", List.of("2")),
            Map.entry("n NOT IN (NULL)", List.of("1", "2")),
            Map.entry("n BETWEEN 2 AND 3", List.of("2")),
            Map.entry("s LIKE 'v%'", List.of("1")),
            Map.entry("s = 'it''s'", List.of("2")),
            Map.entry("(n = 1 OR n = 2) AND NOT (b)", List.of("2")),
            Map.entry("\"n\" >= 2", List.of("2")));
    filters.forEach(
        (filter, ids) ->
            assertThat(ids(store, read().where(filter))).as("E4: " + filter).isEqualTo(ids));
  }

  @Test
  void E4_anErrorPointsAtThePlace() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    for (String filter :
        List.of(
            "",
            "confidence <",
            "confidence 0.3",
            "confidence < 0.3; DROP TABLE t",
            "confidence < 0.3 -- c",
            "confidence IN ()",
            "confidence IN (SELECT 1)",
            "random() < 1",
            "(confidence < 1",
            "confidence === 1",
            "x < ?")) {
      assertFails("E4", ErrorCode.FILTER_SYNTAX, () -> store.read(read().where(filter)));
    }
    MetaxyException e =
        assertFails(
            "E4", ErrorCode.FILTER_SYNTAX, () -> store.read(read().where("confidence < < 3")));
    assertThat(e.getMessage()).as("E4: a caret under the place").contains("\n             ^\n");
  }

  @Test
  void E5_shortNamesMeanSystemColumnsUnlessTheFeatureHasThem() {
    MetadataStore store = open();
    clock().set(Instant.parse("2024-06-01T00:00:00Z"));
    write(store, sample(1, 0.1));
    assertThat(ids(store, read().where("created_at < '2024-01-01'"))).as("E5").isEmpty();
    assertThat(ids(store, read().where("updated_at >= '2024-06-01'"))).as("E5").hasSize(1);
    assertThat(ids(store, read().where("deleted_at IS NULL"))).as("E5").hasSize(1);
    FeatureSpec own =
        FeatureSpec.builder("own_times").idColumns("sample_uid").field("default", "1").build();
    MetadataStore other = open(own);
    other.write(
        "own_times",
        List.of(row("sample_uid", 2, "created_at", Instant.parse("2020-01-01T00:00:00Z"))));
    assertThat(ids(other, ReadRequest.of("own_times").where("created_at < '2024-01-01'")))
        .as("E5: the feature's own column")
        .containsExactly("2");
  }
}
