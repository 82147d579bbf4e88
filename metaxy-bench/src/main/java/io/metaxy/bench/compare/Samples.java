package io.metaxy.bench.compare;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@link SampleData}: an id, a score in [0, 1), two fields. */
final class Samples implements RowCursor {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("sample_uid", DataType.INT64),
          new Column("score", DataType.FLOAT64),
          new Column("metaxy_provenance_by_field", DataType.STRING_MAP));

  private final long rows;
  private final long changed;
  private final PythonRandom scores;
  private final PythonRandom fields;
  private long row = -1;
  private long taken;
  private double score;
  private String audio = "";
  private String frames = "";

  /** {@code changed} of them, if it is not 0, whose score is at least 0.1. */
  Samples(long rows, long changed, PythonRandom scores, PythonRandom fields) {
    this.rows = rows;
    this.changed = changed;
    this.scores = scores;
    this.fields = fields;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public boolean next() {
    do {
      if (++row >= rows) {
        return false;
      }
      score = scores.random();
      audio = "a" + fields.upTo(1 << 20);
      frames = "f" + fields.upTo(1 << 20);
    } while (changed > 0 && score < 0.1);
    if (changed > 0) {
      audio += "_bumped";
      return ++taken <= changed;
    }
    return true;
  }

  long id() {
    return row;
  }

  double score() {
    return score;
  }

  String audio() {
    return audio;
  }

  String frames() {
    return frames;
  }

  @Override
  public @Nullable Object value(int column) {
    return switch (column) {
      case 0 -> (Object) row;
      case 1 -> (Object) score;
      default -> provenance();
    };
  }

  private Map<String, String> provenance() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("audio", audio);
    provenance.put("frames", frames);
    return provenance;
  }

  @Override
  public void close() {}
}
