package io.metaxy.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cursor may hold a connection: whoever gives one to a store need not close it. */
class GivenCursorTest {
  private static final FeatureKey A = FeatureKey.of("a");
  private static final FeatureKey B = FeatureKey.of("b");
  private static final Column ID = new Column("id", DataType.INT64);
  private static final Column PROVENANCE =
      new Column(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP);

  @TempDir Path folder;

  private final AtomicInteger open = new AtomicInteger();

  private MetadataStore store() {
    return Metaxy.store("memory")
        .option("name", folder.toString())
        .project("test")
        .features(
            FeatureSpec.builder(A).idColumns("id").build(),
            FeatureSpec.builder(B).idColumns("id").build())
        .open();
  }

  private RowCursor rows(Column... columns) {
    open.incrementAndGet();
    return RowCursor.of(
        Schema.of(columns),
        Stream.<@Nullable Object[]>of(new @Nullable Object[] {1L, Map.of("default", "p")})
            .onClose(open::decrementAndGet));
  }

  @Test
  void aWriteClosesItWhateverIsWrong() {
    List<WriteRequest> wrong =
        List.of(
            WriteRequest.of(A, rows(PROVENANCE)),
            WriteRequest.of(FeatureKey.of("unknown"), rows(ID, PROVENANCE)),
            WriteRequest.of(A, rows(ID, PROVENANCE)).idempotencyToken(" "),
            WriteRequest.of(A, rows(PROVENANCE, ID)));
    try (MetadataStore store = store()) {
      for (WriteRequest request : wrong) {
        assertThatThrownBy(() -> store.write(request)).isInstanceOf(MetaxyException.class);
      }
      store.write(WriteRequest.of(A, rows(ID, PROVENANCE)));
    }
    assertThat(open).hasValue(0);
  }

  @Test
  void aWriteOfSeveralFeaturesClosesThoseThatItDoesNotReach() {
    try (MetadataStore store = store()) {
      List<WriteRequest> firstFails =
          List.of(WriteRequest.of(A, rows(PROVENANCE)), WriteRequest.of(B, rows(ID, PROVENANCE)));
      assertThatThrownBy(() -> store.writeMulti(firstFails)).hasMessageContaining("'id'");
      List<WriteRequest> twice =
          List.of(
              WriteRequest.of(A, rows(ID, PROVENANCE)), WriteRequest.of(A, rows(ID, PROVENANCE)));
      assertThatThrownBy(() -> store.writeMulti(twice)).hasMessageContaining("twice");
    }
    assertThat(open).hasValue(0);
  }

  @Test
  void theQuestionWhatIsNewClosesItWhateverIsWrong() {
    try (MetadataStore store = store()) {
      List<UpdateRequest> wrong =
          List.of(
              UpdateRequest.of(A).samples(rows(ID, PROVENANCE)).filter("b", "id = 1"),
              UpdateRequest.of("unknown").samples(rows(ID, PROVENANCE)),
              UpdateRequest.of(A).samples(rows(PROVENANCE)));
      for (UpdateRequest request : wrong) {
        assertThatThrownBy(() -> store.resolveUpdate(request)).isInstanceOf(MetaxyException.class);
      }
      store.resolveUpdate(UpdateRequest.of(A).samples(rows(ID, PROVENANCE)));
    }
    assertThat(open).hasValue(0);
  }
}
