package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.FeatureSpecBuilder;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rule W7 for rows as maps and as records: the store finds their types, and loses nothing by it.
 */
public abstract class RowFormRules extends RuleTest {
  private static final DataType TEXTS = DataType.list(DataType.STRING);

  @Test
  void W7_aListWithoutElementsIsKeptOrRefused() {
    MetadataStore store = open();
    for (List<?> untold : List.of(List.of(), Arrays.asList((Object) null))) {
      MetaxyException e =
          assertFails(
              "W7",
              ErrorCode.INVALID_ROWS,
              () -> write(store, row("sample_uid", 1, "tags", untold)));
      assertThat(e.getMessage())
          .as("W7: the column, and what to do")
          .contains("Column tags")
          .contains("Declare");
    }
    assertThat(store.status(PREDICTIONS.key()).isWritten()).as("W7: nothing is stored").isFalse();

    List<@Nullable Object> lists = Arrays.asList(List.of(), List.of("a"), null);
    assertThat(written(feature("told", null), "tags", lists))
        .as("W7: another row tells the type")
        .isEqualTo(lists);
    List<@Nullable Object> untold = Arrays.asList(List.of(), Arrays.asList((Object) null), null);
    assertThat(written(feature("declared", new Column("tags", TEXTS)), "tags", untold))
        .as("W7: the spec tells the type")
        .isEqualTo(untold);
  }

  @Test
  void W7_structsWhoseFieldsAreNull() {
    FeatureSpec spec = feature("boxes", null);
    List<@Nullable Object> boxes =
        Arrays.asList(box("x", 1L), box("y", null), box(null, null), null);
    assertThat(written(spec, "box", boxes)).as("W7").isEqualTo(boxes);
    List<@Nullable Object> later = Arrays.asList(box("z", null), box(null, null), Map.of());
    assertThat(written(spec, "box", later).subList(0, 3))
        .as("W7: a later batch has no size at all")
        .containsExactly(box("z", null), box(null, null), box(null, null));
  }

  @Test
  void W7_valuesThatTellNoTypeAreOfTheDeclaredOneOrRefused() {
    DataType byNumber = DataType.map(DataType.INT64, DataType.STRING);
    List<@Nullable Object> maps = Arrays.asList(Map.of(1L, "a"), Map.of(), null);
    assertThat(written(feature("numbered", new Column("names", byNumber)), "names", maps))
        .as("W7: the keys are no texts, as of structs and of maps whose type is not known")
        .isEqualTo(maps);
    FeatureSpec spec = feature("huge", new Column("n", DataType.decimal(20, 2)));
    MetadataStore store = open(spec);
    for (Object none :
        List.of(new BigInteger("7"), new BigDecimal("1e99999999"), new BigDecimal("1e-99999999"))) {
      MetaxyException e =
          assertFails(
              "W7",
              ErrorCode.INVALID_ROWS,
              () -> store.write("huge", List.of(row("sample_uid", 1, "n", none))));
      assertThat(e.getMessage()).as("W7: the column").contains("olumn n ");
    }
    assertThat(store.status(spec.key()).isWritten()).as("W7: nothing is stored").isFalse();
  }

  @Test
  void W7_timesOfJdbcKeepTheirMicroseconds() {
    Timestamp time = Timestamp.from(Instant.parse("2024-02-29T12:34:56.123456Z"));
    assertThat(written(feature("times", null), "at", Arrays.asList(time, null)))
        .as("W7")
        .containsExactly(time.toInstant(), null);
  }

  /** Its text is not its name. */
  enum Colour {
    RED,
    GREEN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT) + "dish";
    }
  }

  /** A record in a record. */
  record Box(@Nullable String label, @Nullable Long size) {}

  /** Components of all kinds. */
  record Painting(
      long sampleUid,
      @Nullable Colour colour,
      float weight,
      short width,
      byte layers,
      @Nullable Box box,
      @Nullable Box spare,
      List<Integer> counts,
      List<Box> boxes,
      Map<String, Integer> votes,
      @Nullable LocalDateTime seen,
      Map<String, String> metaxyProvenanceByField) {

    static Painting of(long id, @Nullable Box box, List<Box> boxes) {
      return new Painting(
          id,
          id % 2 == 0 ? Colour.RED : null,
          0.1f * id,
          (short) -id,
          Byte.MAX_VALUE,
          box,
          null,
          boxes.isEmpty() ? List.of() : Arrays.asList(1, null, Integer.MIN_VALUE),
          boxes,
          boxes.isEmpty() ? Map.of() : Map.of("a", 1, "b", 2),
          id % 2 == 0 ? LocalDateTime.of(2024, 2, 29, 12, 34, 56, 123_456_000) : null,
          Map.of("default", "p" + id));
    }
  }

  @Test
  void W7_recordsComeBackAsTheyWereWritten() {
    FeatureSpec spec = feature("paintings", null);
    MetadataStore store = open(spec);
    List<Painting> bare = List.of(Painting.of(0, null, List.of()));
    List<Painting> full =
        List.of(
            Painting.of(1, new Box("x", null), List.of(new Box(null, 2L))),
            Painting.of(2, new Box(null, Long.MAX_VALUE), List.of(new Box("y", 1L))));
    // The class tells the types, so a batch without values may come first.
    store.write(WriteRequest.ofRecords(spec.key(), Painting.class, bare));
    store.write(WriteRequest.ofRecords(spec.key(), Painting.class, full));
    assertThat(store.read(spec.key()).toList(Painting.class))
        .as("W7")
        .containsExactlyInAnyOrder(bare.get(0), full.get(0), full.get(1));
  }

  private static FeatureSpec feature(String key, @Nullable Column column) {
    FeatureSpecBuilder spec =
        FeatureSpec.builder(key).idColumns("sample_uid").field("default", "1");
    return column == null ? spec.build() : spec.column(column.name(), column.type()).build();
  }

  private static Map<String, @Nullable Object> box(@Nullable String label, @Nullable Long size) {
    Map<String, @Nullable Object> box = new LinkedHashMap<>();
    box.put("label", label);
    box.put("size", size);
    return box;
  }

  /** Writes values as rows that are maps, numbered from 0; what a read gives of all samples. */
  private List<@Nullable Object> written(
      FeatureSpec spec, String column, List<? extends @Nullable Object> values) {
    MetadataStore store = open(spec);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(row("sample_uid", rows.size(), column, value));
    }
    store.write(spec.key().toString(), rows);
    Map<Object, @Nullable Object> back = new TreeMap<>();
    store.read(spec.key()).toList().forEach(row -> back.put(id(row), row.get(column)));
    return new ArrayList<>(back.values());
  }

  private static Object id(Map<String, @Nullable Object> row) {
    return Objects.requireNonNull(row.get("sample_uid"));
  }
}
