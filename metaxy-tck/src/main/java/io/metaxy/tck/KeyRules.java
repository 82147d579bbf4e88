package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules K: keys and tables. */
public abstract class KeyRules extends RuleTest {

  @Test
  void K1_aKeyIsPartsOfSmallLettersDigitsAndHyphens() {
    for (String good : List.of("a", "a/b/c", "_x", "a1", "a/1b", "video-raw", "a_b")) {
      assertThat(harness().key(good).toString()).as("K1").isEqualTo(good);
    }
  }

  @Test
  void K1_anythingElseIsAnErrorThatQuotesThePart() {
    Map<String, String> bad =
        Map.of(
            "A", "A", "a/B", "B", "1a", "1a", "a b", "a b", "a__b", "a__b", "a.b", "a.b", "a/é",
            "é", "-a", "-a", "a\n", "a\n");
    bad.forEach(
        (key, part) -> {
          MetaxyException e = assertFails("K1", ErrorCode.INVALID_KEY, () -> harness().key(key));
          assertThat(e.getMessage()).as("K1: the part is quoted").contains(part.strip());
        });
    for (String empty : List.of("", "/", "a/", "/a", "a//b")) {
      assertFails("K1", ErrorCode.INVALID_KEY, () -> harness().key(empty));
    }
  }

  @Test
  void K2_theTableIsThePartsJoinedWithHyphensAsUnderscores() {
    FeatureSpec spec =
        FeatureSpec.builder("video/raw-frames").idColumns("id").field("default", "1").build();
    MetadataStore store = open(spec);
    store.write("video/raw-frames", List.of(row("id", 1)));
    assertThat(store.status(spec.key()).table()).as("K2").isEqualTo("video__raw_frames");
    try (var backend = harness().openBackend(options())) {
      assertThat(backend.tables()).as("K2").contains("video__raw_frames");
    }
  }

  /** Backends put rows into tables of their own meanwhile. */
  @Test
  void K2_aFeatureMayBeCalledLikeAWorkTable() {
    for (String name :
        List.of("metaxy_staged", "metaxy_doomed", "metaxy_stored", "metaxy_writers", "samples")) {
      FeatureSpec spec =
          FeatureSpec.builder(name).idColumns("sample_uid").field("default", "1").build();
      MetadataStore store = open(spec);
      store.write(name, List.of(sample(1, 0.1), sample(2, 0.9)));
      store.write(name, List.of(sample(1, 0.9), sample(3, 0.1)));
      store.delete(DeleteRequest.soft(name).where("sample_uid = 3"));
      if (declared("K2", store, Capability.HARD_DELETE)) {
        // Sample 1 has a row that does not match, too.
        assertThat(
                store.delete(DeleteRequest.hard(name).where("confidence > 0.5 and sample_uid = 1")))
            .as("K2: " + name)
            .extracting(DeleteReceipt::samples, DeleteReceipt::rows)
            .containsExactly(1L, 2L);
        assertThat(ids(store, ReadRequest.of(name))).as("K2: " + name).containsExactly("2");
      } else {
        assertThat(ids(store, ReadRequest.of(name))).as("K2: " + name).containsExactly("1", "2");
      }
    }
  }

  @Test
  void K2_twoFeaturesThatWouldShareATableAreAnError() {
    FeatureSpec one = FeatureSpec.builder("a/b-c").idColumns("id").build();
    FeatureSpec two = FeatureSpec.builder("a/b_c").idColumns("id").build();
    MetaxyException e =
        assertFails("K2", ErrorCode.TABLE_NAME_CLASH, () -> harness().graph(one, two));
    assertThat(e.getMessage()).as("K2").contains("a/b-c").contains("a/b_c");
  }

  @Test
  void K3_anyUserColumnNameWorks() {
    List<String> names =
        List.of(
            "select",
            "order",
            "with space",
            "with.dot",
            "with\"quote",
            "it's",
            "`back`",
            "größe",
            "日本語",
            "🐦",
            "rowid",
            "_rowid_",
            "oid",
            "a;b",
            "--x",
            "%",
            "1",
            "\\");
    MetadataStore store = open();
    Map<String, @Nullable Object> row = sample(1, 0.5);
    names.forEach(name -> row.put(name, "value of " + name));
    write(store, row);
    Map<String, @Nullable Object> back = store.read("predictions").toList().get(0);
    for (String name : names) {
      assertThat(back.get(name)).as("K3: column " + name).isEqualTo("value of " + name);
      List<Object> one = values(store, ReadRequest.of("predictions").columns(name), name);
      assertThat(one).as("K3: column " + name).containsExactly("value of " + name);
    }
    write(store, sample(1, 0.7));
    assertThat(ids(store)).as("K3: latest rows are found beside such columns").hasSize(1);
  }

  @Test
  void K3_namesOfTheSystemAreRefused() {
    MetadataStore store = open();
    for (String name : List.of("metaxy_mine", "metaxy_", "Metaxy_x")) {
      Map<String, @Nullable Object> row = sample(1, 0.5);
      row.put(name, "x");
      MetaxyException e = assertFails("K3", ErrorCode.RESERVED_COLUMN, () -> write(store, row));
      assertThat(e.getMessage()).as("K3").contains(name);
    }
    assertThat(store.status(FeatureKey.of("predictions")).isWritten())
        .as("K3: nothing was stored")
        .isFalse();
  }
}
