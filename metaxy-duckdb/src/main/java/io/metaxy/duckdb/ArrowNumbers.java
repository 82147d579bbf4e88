package io.metaxy.duckdb;

import io.metaxy.sql.PlainValues;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.function.LongFunction;
import org.apache.arrow.vector.BaseFixedWidthVector;

/** Values that are 64 bits each: whole numbers, doubles and times. */
final class ArrowNumbers extends ArrowColumn {
  private final BaseFixedWidthVector vector;
  private final LongFunction<Object> meaning;
  private long[] numbers = {};

  private ArrowNumbers(BaseFixedWidthVector vector, LongFunction<Object> meaning) {
    super(vector);
    this.vector = vector;
    this.meaning = meaning;
  }

  static ArrowColumn whole(BaseFixedWidthVector vector) {
    return new ArrowNumbers(vector, number -> number);
  }

  static ArrowColumn doubles(BaseFixedWidthVector vector) {
    return new ArrowNumbers(vector, Double::longBitsToDouble);
  }

  /** Microseconds. All rows of a write share a time: the last one is given again. */
  static ArrowColumn times(BaseFixedWidthVector vector) {
    return new ArrowNumbers(
        vector,
        new LongFunction<>() {
          private long last;
          private Instant time = Instant.EPOCH;

          @Override
          public Object apply(long micros) {
            if (micros != last) {
              last = micros;
              time = PlainValues.instant(micros);
            }
            return time;
          }
        });
  }

  @Override
  void load(int count) {
    numbers = numbers.length < count ? new long[count] : numbers;
    if (count > 0) {
      vector
          .getDataBuffer()
          .nioBuffer(0, count * Long.BYTES)
          .order(ByteOrder.nativeOrder())
          .asLongBuffer()
          .get(numbers, 0, count);
    }
  }

  @Override
  Object present(int row) {
    return meaning.apply(numbers[row]);
  }
}
