package io.metaxy.tck.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Deleted;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.SettableClock;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random writes, deletions, reads and changes of version, compared with {@link Model} after each
 * step. {@code -Dmetaxy.random.stories=N} sets how many, {@code -Dmetaxy.seed=S} repeats a run.
 */
public abstract class RandomOperations {
  private static final int STORIES = Integer.getInteger("metaxy.random.stories", 40);
  private static final int STEPS = 16;
  private static final Step.Read LIVE = new Step.Read(false, false, Deleted.EXCLUDE, 1);
  private static final FeatureKey KEY = FeatureKey.of("predictions");

  @TempDir Path folder = Path.of("");

  private int stores;

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @Test
  void storiesEndAsTheModelSays() throws Exception {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println(
        STORIES + " random stories with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    boolean hardDeletes = !harness().missing().contains(Capability.HARD_DELETE);
    Random random = new Random(seed);
    for (int story = 0; story < STORIES; story++) {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        steps.add(Step.random(random, hardDeletes));
      }
      if (failure(steps) != null) {
        List<Step> shortest = Shortening.of(steps, shorter -> failure(shorter) != null);
        throw new AssertionError(
            "story " + story + " of seed " + seed + ", shortened to " + shortest,
            failure(shortest));
      }
    }
  }

  private @Nullable Throwable failure(List<Step> steps) throws Exception {
    Path fresh = Files.createDirectory(folder.resolve("store" + stores++));
    Map<String, Object> options = harness().freshOptions(fresh);
    SettableClock clock = new SettableClock(Instant.parse("2025-01-01T00:00:00Z"));
    Model model = new Model();
    try (MetadataStore first = open(options, 1, clock);
        MetadataStore second = open(options, 2, clock)) {
      List<MetadataStore> stores = List.of(first, second);
      // The table is there from the start, so that every step may read.
      Step begin = new Step.Write(Map.of(0L, 0.5));
      run(begin, stores, model, clock);
      for (Step step : steps) {
        run(step, stores, model, clock);
        compare(stores.get(model.version() - 1), model, step);
      }
      return null;
    } catch (AssertionError | RuntimeException e) {
      return e;
    } finally {
      remove(fresh);
    }
  }

  private static void remove(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private MetadataStore open(Map<String, Object> options, int version, SettableClock clock) {
    FeatureSpec spec =
        FeatureSpec.builder(KEY)
            .idColumns("sample_uid")
            .field("default", String.valueOf(version))
            .build();
    return harness().open(options, FeatureGraph.of(spec), clock);
  }

  private static void run(Step step, List<MetadataStore> stores, Model model, SettableClock clock) {
    MetadataStore store = stores.get(model.version() - 1);
    if (step instanceof Step.Write write) {
      store.write(KEY, rows(write, model.version()));
    } else if (step instanceof Step.Delete delete) {
      DeleteRequest request =
          DeleteRequest.of(KEY, delete.mode()).where("confidence < " + delete.below());
      request = delete.rows() ? request.rows() : request;
      store.delete(delete.allVersions() ? request.withFeatureHistory() : request);
    } else if (step instanceof Step.MoveClock move) {
      clock.move(Duration.ofSeconds(move.seconds()));
    }
    model.apply(step);
  }

  private static List<Map<String, @Nullable Object>> rows(Step.Write write, int version) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    write
        .values()
        .forEach(
            (id, value) -> {
              Map<String, @Nullable Object> row = new LinkedHashMap<>();
              row.put("sample_uid", id);
              row.put("confidence", value);
              row.put("version", (long) version);
              row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", id + "." + value));
              rows.add(row);
            });
    return rows;
  }

  private static void compare(MetadataStore store, Model model, Step step) {
    if (step instanceof Step.Read read) {
      assertThat(texts(store, request(read)))
          .as("what is read: %s", read)
          .isEqualTo(model.read(read));
    }
    assertThat(texts(store, request(LIVE))).as("live").isEqualTo(model.read(LIVE));
    ReadRequest all = ReadRequest.of(KEY).includeDeleted().withSampleHistory().withFeatureHistory();
    assertThat(store.read(all).count()).as("stored rows").isEqualTo(model.stored());
  }

  private static ReadRequest request(Step.Read read) {
    ReadRequest request = ReadRequest.of(KEY);
    request =
        switch (read.deleted()) {
          case EXCLUDE -> request;
          case ONLY -> request.onlyDeleted();
          case INCLUDE -> request.includeDeleted();
        };
    request = read.everyRow() ? request.withSampleHistory() : request;
    request = read.allVersions() ? request.withFeatureHistory() : request;
    return read.below() == 1 ? request : request.where("confidence < " + read.below());
  }

  private static List<String> texts(MetadataStore store, ReadRequest request) {
    List<String> texts = new ArrayList<>();
    for (Map<String, @Nullable Object> row : store.read(request).toList()) {
      boolean tombstone = row.get(SystemColumns.DELETED_AT) != null;
      texts.add(
          (tombstone ? "-" : "")
              + row.get("version")
              + ":"
              + row.get("sample_uid")
              + "="
              + row.get("confidence"));
    }
    Collections.sort(texts);
    return texts;
  }
}
