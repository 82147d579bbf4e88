package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody copies or moves the folder of a warehouse. */
class CopiedWarehouseTest {
  @TempDir Path folder;

  @Test
  void theCopyLeavesTheOriginalAlone() throws IOException {
    Warehouse original = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = original.open()) {
      store.write("predictions", Warehouse.rows(0, 4));
    }
    copy(folder.resolve("w"), folder.resolve("copy"));
    Warehouse copy = new Warehouse(folder.resolve("copy"));
    try (MetadataStore store = copy.open()) {
      for (Runnable work :
          List.<Runnable>of(
              () -> store.write("predictions", Warehouse.rows(5, 9)),
              () -> store.delete(DeleteRequest.hard("predictions").all()),
              () -> store.maintain(MaintenanceRequest.all()),
              () -> Warehouse.ids(store))) {
        assertThatThrownBy(work::run)
            .isInstanceOfSatisfying(
                MetaxyException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
            .hasMessageContaining(folder.resolve("copy") + " is a copy");
      }
    }
    try (MetadataStore store = original.open()) {
      assertThat(Warehouse.ids(store)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void aMovedOneSaysWhatHelpsAndThatHelps() throws IOException {
    Path old = folder.resolve("w");
    try (MetadataStore store = new Warehouse(old).open()) {
      store.write("predictions", Warehouse.rows(0, 4));
    }
    Path moved = Files.move(old, folder.resolve("moved"));
    try (MetadataStore store = new Warehouse(moved).open()) {
      assertThatThrownBy(() -> Warehouse.ids(store))
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
          .hasMessageContaining("link its old path to the new one");
    }
    Files.createSymbolicLink(old, moved);
    try (MetadataStore store = new Warehouse(moved).open()) {
      assertThat(Warehouse.ids(store)).containsExactly(0L, 1L, 2L, 3L, 4L);
      store.write("predictions", Warehouse.rows(5, 6));
      assertThat(Warehouse.ids(store)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }
  }

  @Test
  void aLinkToAWarehouseIsNoCopy() throws IOException {
    try (MetadataStore store = new Warehouse(folder.resolve("w")).open()) {
      store.write("predictions", Warehouse.rows(0, 4));
    }
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("w"));
    try (MetadataStore store = new Warehouse(link).open()) {
      assertThat(Warehouse.ids(store)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
