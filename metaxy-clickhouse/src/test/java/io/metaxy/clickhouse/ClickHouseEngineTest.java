package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void anErrorOfTheEngineIsTold() {
    assertThatThrownBy(() -> engine.run("SELECT nothing")).hasMessageContaining("Code: 47.");
  }
}
