package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that was interrupted gets no lock, and is told why. */
class InterruptedTest {
  @TempDir Path folder;

  @Test
  void itWritesNothingAndReadsAsEver() {
    try (MetadataStore store = new Warehouse(folder.resolve("w")).open()) {
      store.write("predictions", Warehouse.rows(0, 4));
      Thread.currentThread().interrupt();
      MetaxyException e =
          catchThrowableOfType(
              MetaxyException.class, () -> store.write("predictions", Warehouse.rows(5, 9)));
      assertThat(Warehouse.ids(store)).hasSize(5);
      assertThat(Thread.interrupted()).as("it still knows").isTrue();
      assertThat(e.code()).isEqualTo(ErrorCode.BUSY);
      assertThat(e.getMessage()).contains("interrupted", "try again");
    }
  }

  @Test
  void aStoreThatWasJustOpened() {
    Warehouse warehouse = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 4));
    }
    Thread.currentThread().interrupt();
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).hasSize(5);
    }
    assertThat(Thread.interrupted()).as("it still knows").isTrue();
  }
}
