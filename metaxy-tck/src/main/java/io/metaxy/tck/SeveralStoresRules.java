package io.metaxy.tck;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.StoreBuilder;
import io.metaxy.spi.Capability;
import io.metaxy.store.CopyRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules as they hold for operations on several features or several stores. */
public abstract class SeveralStoresRules extends RuleTest {
  private static final FeatureSpec IMAGES =
      FeatureSpec.builder("images").idColumns("sample_uid").field("default", "1").build();

  private static final FeatureSpec MADE =
      FeatureSpec.builder("predictions")
          .idColumns("sample_uid")
          .field("default", "1")
          .dependsOn("images")
          .build();

  /** Options of a second store that nobody used before. */
  private Map<String, Object> otherOptions() {
    try {
      return harness().freshOptions(Files.createDirectories(folder.resolve("other")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MetadataStore open(Map<String, Object> options, FeatureSpec... specs) {
    return harness().open(options, harness().graph(specs), clock());
  }

  /** A builder of the test's store, for what the harness does not say. */
  private StoreBuilder builder(FeatureSpec... specs) {
    StoreBuilder builder =
        Metaxy.store(harness().backend()).features(specs).project("kit").clock(clock());
    options().forEach(builder::option);
    return builder;
  }

  @Test
  void W2_noChildIsStoredWithoutItsParentWhateverFails() {
    MetadataStore store = open(IMAGES, MADE);
    WriteRequest child = WriteRequest.of(MADE.key(), List.of(sample(1, 0.1)));
    WriteRequest parent =
        WriteRequest.of(IMAGES.key(), List.of(row("sample_uid", null, "path", "a")));
    assertFails("W2", ErrorCode.INVALID_ROWS, () -> store.writeMulti(List.of(child, parent)));
    assertThat(store.status(MADE.key()).rows()).as("W2: no child without its parent").isZero();
    WriteRequest good = WriteRequest.of(IMAGES.key(), List.of(row("sample_uid", 1, "path", "a")));
    assertThat(store.writeMulti(List.of(child, good)))
        .as("W2: receipts in the order of the requests")
        .extracting(receipt -> receipt.feature().toString())
        .containsExactly("predictions", "images");
    assertThat(ids(store)).as("W2: all are stored").containsExactly("1");
  }

  @Test
  void W4_aCopyKeepsVersionsAndCreationTimes() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    store.delete(soft().where("sample_uid = 2"));
    try (MetadataStore changed = open(options(), PREDICTIONS_2);
        MetadataStore target = open(otherOptions(), PREDICTIONS_2)) {
      assertThat(target.copy(changed, CopyRequest.all()).rows()).as("W4: live samples").isOne();
      ReadRequest ofFirst =
          read().featureVersion(store.versions(PREDICTIONS.key()).featureVersion());
      Map<String, @Nullable Object> original = store.read(read()).toList().get(0);
      assertThat(target.read(ofFirst).toList())
          .as("W4: what the rows have stays")
          .singleElement(as(InstanceOfAssertFactories.map(String.class, Object.class)))
          .containsAllEntriesOf(without(original, SystemColumns.UPDATED_AT));
    }
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> row, String column) {
    Map<String, @Nullable Object> less = new java.util.LinkedHashMap<>(row);
    less.remove(column);
    return less;
  }

  @Test
  void R1_aCopiedHistoryHasTheSameLatestRows() {
    MetadataStore store = open();
    for (int i = 1; i <= 5; i++) {
      write(store, sample(1, 10.0 - i), sample(2, i + 0.5));
    }
    Map<String, Object> other = otherOptions();
    try (MetadataStore target = open(other, PREDICTIONS)) {
      target.copy(store, CopyRequest.all().withSampleHistory());
      assertThat(history(target)).as("R1: all rows").hasSize(10);
      assertThat(values(target, read(), "confidence"))
          .as("R1: the latest rows are the latest again")
          .containsExactlyElementsOf(values(store, read(), "confidence"));
    }
  }

  @Test
  void R7_whatOnlyAFallbackStoreHasIsReadFromThere() {
    MetadataStore store = open(IMAGES, MADE);
    store.write("images", List.of(row("sample_uid", 1, "path", "a")));
    try (MetadataStore near = near(store)) {
      ReadRequest images = ReadRequest.of("images");
      assertThat(values(near, images, "path")).as("R7: from there").containsExactly("a");
      assertThat(near.storeOf(IMAGES.key())).as("R7").contains(store.name());
      assertFails(
          "R7", ErrorCode.FEATURE_NOT_WRITTEN, () -> near.read(images.withoutFallback()).toList());
      assertThat(near.resolveUpdate(MADE.key()).newSamples().count())
          .as("R7: parents, too")
          .isOne();
      write(near, sample(7, 0.5));
      assertThat(near.resolveUpdate(UpdateRequest.of(MADE.key())).orphanedSamples().count())
          .as("R7: what is here beside what is there")
          .isOne();
      assertThat(store.hasFeature(MADE.key())).as("R7: nothing is written there").isFalse();
      near.write("images", List.of(row("sample_uid", 2, "path", "b")));
      assertThat(values(near, images, "path")).as("R7: now it is here").containsExactly("b");
    }
  }

  /** A second store that falls back to the test's. */
  private MetadataStore near(MetadataStore fallback) {
    StoreBuilder builder =
        Metaxy.store(harness().backend())
            .features(IMAGES, MADE)
            .project("kit")
            .clock(clock())
            .fallback(fallback);
    otherOptions().forEach(builder::option);
    return builder.open();
  }

  @Test
  void H1_aDropIsDoneOrRefusedAsTheCapabilitiesSay() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    FeatureKey key = PREDICTIONS.key();
    if (!declared("H1", store, Capability.DROP)) {
      try {
        store.drop(key);
        throw new AssertionError(
            "H1: DROP is missing, say the harness and the backend, and yet a table is dropped");
      } catch (UnsupportedOperationException e) {
        assertThat(e.getMessage()).as("H1: names the backend").contains(harness().backend());
        assertThat(ids(store)).as("H1: nothing is changed").containsExactly("1", "2");
        refusedAsDeclared(Capability.DROP);
        return;
      }
    }
    assertThat(store.drop(key).rows()).as("H1: rows that went").isEqualTo(2);
    assertThat(store.hasFeature(key)).as("H1: the table is gone").isFalse();
    assertFails("H1", ErrorCode.FEATURE_NOT_WRITTEN, () -> store.read(key));
    assertThat(store.drop(key).rows()).as("H1: it is gone already").isZero();
    write(store, sample(3, 0.3));
    assertThat(ids(store)).as("H1: it can be written anew").containsExactly("3");
  }

  @Test
  void F1_aStoreThatIsOpenForReadingRefusesEveryChange() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    List<Map<String, @Nullable Object>> before = history(store);
    store.close();
    try (MetadataStore reader = builder(PREDICTIONS).readOnly().open()) {
      assertThat(ids(reader)).as("F1: it reads").containsExactly("1");
      MetaxyException e =
          assertFails("F1", ErrorCode.READ_ONLY, () -> write(reader, sample(2, 0.2)));
      assertThat(e.getMessage()).as("F1: what to do").contains("Open it for writing");
      assertFails("F1", ErrorCode.READ_ONLY, () -> reader.delete(soft().all()));
      assertFails("F1", ErrorCode.READ_ONLY, reader::push);
      assertFails(
          "F1",
          ErrorCode.READ_ONLY,
          () ->
              reader.writeMulti(
                  List.of(WriteRequest.of(PREDICTIONS.key(), List.of(sample(2, 0.2))))));
      assertFails("F1", ErrorCode.READ_ONLY, () -> reader.copy(reader, CopyRequest.all()));
      assertThat(history(reader)).as("F1: nothing is changed").isEqualTo(before);
    }
  }
}
