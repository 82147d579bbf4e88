package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.clickhouse.CuttingProxy.Afterwards;
import io.metaxy.clickhouse.CuttingProxy.Direction;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A connection that breaks at any byte leaves whole operations or none (rule W2), an error that
 * says whether it is known which, and no row twice when a statement, or the whole operation with
 * its token (rule W8), is sent again.
 */
class ConnectionCutTest {
  private static final int ROUNDS = Integer.getInteger("metaxy.cut.rounds", 100);

  /** After so many rounds a store is replaced by a fresh one, so that reading it stays quick. */
  private static final int ROUNDS_PER_STORE = 20;

  private static final int SAMPLES = 400;

  /** So often the engine is asked whether it has come to rest; some minutes, mostly far less. */
  private static final int LOOKS = 20_000;

  private static final String FEATURE = "cut/rows";
  private static final FeatureSpec SPEC =
      FeatureSpec.builder(FEATURE).idColumns("sample_uid").field("default", "1").build();

  private final ClickHouseEngine engine = ClickHouseEngine.shared();

  private enum Operation {
    WRITE,
    SOFT_DELETE,
    HARD_DELETE,
    READ
  }

  /** What rounds did, to be told at the end. */
  private final Map<String, Integer> outcomes = new HashMap<>();

  @Test
  void whateverByteIsTheLastAnOperationIsWholeOrNotThere() throws Exception {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println(ROUNDS + " cuts with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    try (CuttingProxy proxy = new CuttingProxy(engine.server())) {
      for (int round = 0; round < ROUNDS; round += ROUNDS_PER_STORE) {
        String database = engine.freshDatabase();
        Map<String, Object> cuttable = new HashMap<>(engine.options(database));
        cuttable.put("url", proxy.address().resolve("/" + database).toString());
        try (MetadataStore direct = open(engine.options(database));
            MetadataStore client = open(cuttable)) {
          int end = Math.min(ROUNDS, round + ROUNDS_PER_STORE);
          rounds(database, round, end, random, proxy, client, direct);
        }
      }
    }
    System.out.println("Outcomes of the cuts: " + new java.util.TreeMap<>(outcomes));
  }

  private void rounds(
      String database,
      int first,
      int end,
      Random random,
      CuttingProxy proxy,
      MetadataStore client,
      MetadataStore direct) {
    Map<Operation, long[]> traffic = new EnumMap<>(Operation.class);
    int tag = 0;
    client.write(FEATURE, rows(0, "tag" + tag++));
    for (Operation operation : Operation.values()) {
      long toEngine = proxy.passed(Direction.TO_ENGINE);
      long toClient = proxy.passed(Direction.TO_CLIENT);
      run(operation, client, 0, "tag" + tag++);
      traffic.put(
          operation,
          new long[] {
            proxy.passed(Direction.TO_ENGINE) - toEngine,
            proxy.passed(Direction.TO_CLIENT) - toClient
          });
    }
    for (int round = first; round < end; round++) {
      Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
      // Answers are short, and what happens when one is lost matters most.
      Direction way = random.nextInt(3) == 0 ? Direction.TO_ENGINE : Direction.TO_CLIENT;
      Afterwards then = random.nextInt(3) == 0 ? Afterwards.STAYS_CUT : Afterwards.WORKS;
      long bytes = (long) (random.nextDouble() * traffic.get(operation)[way.ordinal()]);
      int slice = random.nextInt(3);
      if (operation != Operation.WRITE) {
        direct.write(FEATURE, rows(slice, "tag" + tag++));
      }
      Set<Map<String, @Nullable Object>> before = history(direct);
      proxy.cutAfter(way, bytes, then);
      @Nullable Object outcome;
      try {
        outcome = run(operation, client, slice, "tag" + tag);
      } catch (MetaxyException e) {
        outcome = e;
      } finally {
        proxy.restore();
      }
      settle(database);
      String where =
          "round %s: %s cut after %s bytes %s, then it %s; outcome %s"
              .formatted(round, operation, bytes, way, then, outcome);
      check(where, operation, slice, "tag" + tag, outcome, before, history(direct));
      if (outcome instanceof MetaxyException && operation != Operation.READ) {
        Object again = run(operation, client, slice, "tag" + tag);
        check(
            "again, after " + where, operation, slice, "tag" + tag, again, before, history(direct));
        outcomes.merge(operation + " done when sent again", 1, Integer::sum);
      }
      tag++;
    }
  }

  private void check(
      String where,
      Operation operation,
      int slice,
      String tag,
      Object outcome,
      Set<Map<String, @Nullable Object>> before,
      Set<Map<String, @Nullable Object>> after) {
    Set<Map<String, @Nullable Object>> added = minus(after, before);
    Set<Map<String, @Nullable Object>> removed = minus(before, after);
    Set<Long> chosen = slice(slice);
    boolean whole =
        switch (operation) {
          case WRITE -> {
            assertThat(removed).as(where).isEmpty();
            assertThat(added).as(where).allMatch(row -> tag.equals(row.get("tag")));
            yield whole(where, added, chosen);
          }
          case SOFT_DELETE -> {
            Set<Long> live = live(before);
            live.retainAll(chosen);
            assertThat(removed).as(where).isEmpty();
            assertThat(added).as(where).allMatch(row -> row.get(SystemColumns.DELETED_AT) != null);
            yield whole(where, added, live);
          }
          case HARD_DELETE -> {
            assertThat(added).as(where).isEmpty();
            boolean gone = ids(after).stream().noneMatch(chosen::contains);
            assertThat(gone || removed.isEmpty()).as("whole or nothing, " + where).isTrue();
            yield gone;
          }
          case READ -> {
            assertThat(added).as(where).isEmpty();
            assertThat(removed).as(where).isEmpty();
            yield true;
          }
        };
    if (outcome instanceof MetaxyException e) {
      assertThat(e.code())
          .as(where)
          .isIn(ErrorCode.UNREACHABLE, ErrorCode.STATE_UNKNOWN, ErrorCode.BUSY);
      assertThat(e.operation()).as(where).isPresent();
      assertThat(e.getMessage()).as(where).doesNotContain(engine.password());
      if (operation == Operation.READ) {
        assertThat(e.code()).as(where).isEqualTo(ErrorCode.UNREACHABLE);
      } else if (e.code() != ErrorCode.STATE_UNKNOWN) {
        assertThat(added.isEmpty() && removed.isEmpty())
            .as("nothing happened, as the error says, " + where)
            .isTrue();
      }
      outcomes.merge(operation + " " + e.code() + (whole ? " whole" : " nothing"), 1, Integer::sum);
    } else {
      if (operation == Operation.READ) {
        assertThat(outcome).as(where).isEqualTo(live(before));
      }
      assertThat(whole).as("done, as it says, " + where).isTrue();
      outcomes.merge(operation + " done", 1, Integer::sum);
    }
  }

  /** Whether the rows are of all the samples; each once, or there are none at all. */
  private static boolean whole(
      String where, Set<Map<String, @Nullable Object>> rows, Set<Long> samples) {
    if (rows.isEmpty()) {
      return samples.isEmpty();
    }
    assertThat(rows.stream().map(row -> (Long) row.get("sample_uid")))
        .as("whole or nothing, no row twice, " + where)
        .containsExactlyInAnyOrderElementsOf(samples);
    return true;
  }

  private static Object run(Operation operation, MetadataStore store, int slice, String tag) {
    var ids = col("sample_uid").modulo(3).eq(slice);
    return switch (operation) {
      case WRITE ->
          store.write(WriteRequest.of(SPEC.key(), rows(slice, tag)).idempotencyToken(tag));
      case SOFT_DELETE -> store.delete(DeleteRequest.soft(FEATURE).where(ids));
      case HARD_DELETE -> store.delete(DeleteRequest.hard(FEATURE).where(ids));
      case READ ->
          store.read(FEATURE).toList().stream()
              .map(row -> (Long) row.get("sample_uid"))
              .collect(Collectors.toSet());
    };
  }

  private static Set<Long> slice(int slice) {
    Set<Long> ids = new HashSet<>();
    for (long id = 0; id < SAMPLES; id++) {
      if (id % 3 == slice) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static List<Map<String, @Nullable Object>> rows(int slice, String tag) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (long id : slice(slice)) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("sample_uid", id);
      row.put("tag", tag);
      row.put("filler", ("filler " + id + " ").repeat(20));
      row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p" + id));
      rows.add(row);
    }
    return rows;
  }

  /** Waits until the engine has finished what clients without a connection asked for. */
  private void settle(String database) {
    String queries =
        " FROM system.processes WHERE current_database = '%s' AND query NOT LIKE '%%system.processes%%'"
            .formatted(database);
    String mutations =
        " FROM system.mutations WHERE database = '%s' AND NOT is_done".formatted(database);
    String running = "SELECT (SELECT count()%s) + (SELECT count()%s)".formatted(queries, mutations);
    for (int looks = 0; !engine.run(running).equals("0\n"); looks++) {
      if (looks == LOOKS) {
        fail(
            "The engine does not come to rest in %s%nqueries:%n%s%nmutations:%n%s",
            database,
            engine.run("SELECT query_id, elapsed, query" + queries),
            engine.run("SELECT *" + mutations + " FORMAT Vertical"));
      }
    }
  }

  private static Set<Long> live(Set<Map<String, @Nullable Object>> history) {
    Map<Long, Map<String, @Nullable Object>> latest = new HashMap<>();
    for (Map<String, @Nullable Object> row : history) {
      latest.merge(
          (Long) row.get("sample_uid"), row, (a, b) -> time(a).compareTo(time(b)) > 0 ? a : b);
    }
    return latest.values().stream()
        .filter(row -> row.get(SystemColumns.DELETED_AT) == null)
        .map(row -> (Long) row.get("sample_uid"))
        .collect(Collectors.toSet());
  }

  private static java.time.Instant time(Map<String, @Nullable Object> row) {
    Object deleted = row.get(SystemColumns.DELETED_AT);
    return (java.time.Instant) (deleted != null ? deleted : row.get(SystemColumns.UPDATED_AT));
  }

  private static Set<Long> ids(Set<Map<String, @Nullable Object>> rows) {
    return rows.stream().map(row -> (Long) row.get("sample_uid")).collect(Collectors.toSet());
  }

  private static Set<Map<String, @Nullable Object>> minus(
      Set<Map<String, @Nullable Object>> all, Set<Map<String, @Nullable Object>> some) {
    Set<Map<String, @Nullable Object>> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** All stored rows; fails if one is there twice. */
  private static Set<Map<String, @Nullable Object>> history(MetadataStore store) {
    List<Map<String, @Nullable Object>> rows =
        store
            .read(ReadRequest.of(FEATURE).includeDeleted().withSampleHistory().withFeatureHistory())
            .toList();
    Set<Map<String, @Nullable Object>> distinct = new HashSet<>(rows);
    assertThat(distinct).as("no row is there twice").hasSameSizeAs(rows);
    return distinct;
  }

  private static MetadataStore open(Map<String, Object> options) {
    var builder = Metaxy.store("clickhouse").features(SPEC).project("cuts");
    options.forEach(builder::option);
    return builder.open();
  }
}
