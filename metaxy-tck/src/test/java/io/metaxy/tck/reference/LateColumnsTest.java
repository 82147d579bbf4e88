package io.metaxy.tck.reference;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.WriteRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deletions that wait for a write which adds a column. */
class LateColumnsTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("p").idColumns("id").field("default", "1").build();

  private static Map<String, Object> row(String id, Object... more) {
    Map<String, Object> provenance = Map.of("default", "x");
    return more.length == 0
        ? Map.of("id", id, "metaxy_provenance_by_field", provenance)
        : Map.of("id", id, "metaxy_provenance_by_field", provenance, (String) more[0], more[1]);
  }

  /** Deletes while another store writes sample b with a column that was not there before. */
  private static DeleteReceipt delete(String store, DeleteRequest request) {
    try (MetadataStore deleting = open("hooked", store);
        MetadataStore writing = open("memory", store)) {
      writing.write(WriteRequest.of(SPEC.key(), List.of(row("a"))));
      HookedProvider.meanwhile =
          () -> writing.write(WriteRequest.of(SPEC.key(), List.of(row("b", "note", "precious"))));
      return deleting.delete(request);
    }
  }

  private static MetadataStore open(String backend, String name) {
    return Metaxy.store(backend).option("name", name).features(SPEC).open();
  }

  @Test
  void aTombstoneHasTheNewColumn() {
    DeleteReceipt receipt = delete("soft", DeleteRequest.soft(SPEC.key()).all());
    assertThat(receipt.rows()).isEqualTo(2);
    try (MetadataStore store = open("memory", "soft")) {
      assertThat(store.read(ReadRequest.of(SPEC.key()).includeDeleted()).toList())
          .extracting(row -> row.get("id"), row -> row.get("note"))
          .containsExactlyInAnyOrder(tuple("a", null), tuple("b", "precious"));
    }
  }

  @Test
  void aHardDeleteOfRowsSeesTheNewRow() {
    DeleteReceipt receipt =
        delete("rows", DeleteRequest.hard(SPEC.key()).rows().where(col("id").eq("b")));
    assertThat(receipt.rows()).isEqualTo(1);
  }
}
