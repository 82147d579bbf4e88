package io.metaxy.bench.compare;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Samples of {@code bench/leaf} that were resolved and wait to be written, column by column. */
final class HeldSamples {
  /** The length of a hash in a store, unless configured otherwise. */
  private static final int HASH = 8;

  private static final Schema SCHEMA =
      Schema.of(
          new Column("sample_uid", DataType.INT64),
          new Column("score", DataType.FLOAT64),
          new Column("metaxy_provenance_by_field", DataType.STRING_MAP),
          new Column("metaxy_provenance", DataType.STRING));

  private final long[] ids;
  private final double[] scores;
  private final byte[] predictions;
  private final byte[] provenances;
  private int size;

  /** Room for so many. */
  HeldSamples(long rows) {
    int most = Math.toIntExact(rows);
    ids = new long[most];
    scores = new double[most];
    predictions = new byte[most * HASH];
    provenances = new byte[most * HASH];
  }

  int size() {
    return size;
  }

  void add(long id, double score, byte[] prediction, byte[] provenance) {
    ids[size] = id;
    scores[size] = score;
    System.arraycopy(prediction, 0, predictions, size * HASH, HASH);
    System.arraycopy(provenance, 0, provenances, size * HASH, HASH);
    size++;
  }

  void add(long id, double score, String prediction, String provenance) {
    add(
        id,
        score,
        prediction.getBytes(StandardCharsets.ISO_8859_1),
        provenance.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The samples as rows of a store. */
  Cursor cursor() {
    return new Cursor();
  }

  /** Goes through them. */
  final class Cursor implements RowCursor {
    private int row = -1;

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public boolean next() {
      return ++row < size;
    }

    long id() {
      return ids[row];
    }

    double score() {
      return scores[row];
    }

    byte[] prediction() {
      return hash(predictions);
    }

    byte[] provenance() {
      return hash(provenances);
    }

    private byte[] hash(byte[] column) {
      return java.util.Arrays.copyOfRange(column, row * HASH, (row + 1) * HASH);
    }

    @Override
    public @Nullable Object value(int column) {
      return switch (column) {
        case 0 -> (Object) id();
        case 1 -> (Object) score();
        case 2 -> Map.of("prediction", text(prediction()));
        default -> text(provenance());
      };
    }

    private static String text(byte[] hash) {
      return new String(hash, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {}
  }
}
