package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClickHouseEngineTest {
  private final ClickHouseEngine engine = ClickHouseEngine.shared();

  @Test
  void aFreshDatabaseHoldsTables() {
    String database = engine.freshDatabase();

    engine.run("CREATE TABLE " + database + ".t (x Int64) ENGINE = MergeTree ORDER BY x");
    engine.run("INSERT INTO " + database + ".t SELECT number FROM numbers(1000)");
    engine.run("DELETE FROM " + database + ".t WHERE x < 10");

    assertThat(engine.run("SELECT count(), min(x) FROM " + database + ".t")).isEqualTo("990\t10\n");
  }

  @Test
  void rowsInBinaryHoldAnyBytes() {
    String table = engine.freshDatabase() + ".t";
    engine.run("CREATE TABLE " + table + " (x Int64) ENGINE = MergeTree ORDER BY x");
    // Among them are empty lines and semicolons, which end rows that are text.
    ByteBuffer rows = ByteBuffer.allocate(100_000 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    LongStream.range(0, 100_000).forEach(rows::putLong);

    engine.run("INSERT INTO " + table + " FORMAT RowBinary\n", rows.array());

    assertThat(engine.run("SELECT count(), uniqExact(x), max(x) FROM " + table))
        .isEqualTo("100000\t100000\t99999\n");
  }

  @Test
  void anErrorOfTheEngineIsTold() {
    assertThatThrownBy(() -> engine.run("SELECT nothing")).hasMessageContaining("Code: 47.");
  }
}
