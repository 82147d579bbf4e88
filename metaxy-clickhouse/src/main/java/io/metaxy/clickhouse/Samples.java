package io.metaxy.clickhouse;

import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Some value of a type, where it does not matter which. */
final class Samples {
  private Samples() {}

  static Object of(EngineType type) {
    DataType dataType = type.dataType();
    if (dataType instanceof DataType.ListOf) {
      return List.of();
    }
    if (dataType instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> 0L;
        case FLOAT64 -> 0.0;
        case STRING -> "";
        case BOOLEAN -> false;
        case DATE -> LocalDate.EPOCH;
        case TIMESTAMP -> Instant.EPOCH;
        case BINARY -> new byte[0];
      };
    }
    return dataType instanceof DataType.Decimal ? BigDecimal.ZERO : Map.of();
  }
}
