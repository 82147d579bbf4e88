package io.metaxy.tck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a story that fails as short as it can be: steps left out, and samples of its writes. */
final class Shortening {
  private Shortening() {}

  /** Whether a story fails. */
  interface Failing {
    boolean fails(List<Step> story) throws Exception;
  }

  /** The shortest story found; leaving out one step or sample more, it does not fail. */
  static List<Step> of(List<Step> story, Failing failing) throws Exception {
    List<Step> shortest = List.copyOf(story);
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (List<Step> candidate : candidates(shortest)) {
        if (failing.fails(candidate)) {
          shortest = candidate;
          shorter = true;
          break;
        }
      }
    }
    return shortest;
  }

  private static List<List<Step>> candidates(List<Step> story) {
    List<List<Step>> candidates = new ArrayList<>();
    // Late steps first: what happens after the failure goes at once.
    for (int i = story.size() - 1; i >= 0; i--) {
      List<Step> without = new ArrayList<>(story);
      without.remove(i);
      candidates.add(without);
    }
    for (int i = 0; i < story.size(); i++) {
      if (story.get(i) instanceof Step.Write write && write.values().size() > 1) {
        for (Long sample : write.values().keySet()) {
          Map<Long, Double> fewer = new TreeMap<>(write.values());
          fewer.remove(sample);
          List<Step> smaller = new ArrayList<>(story);
          smaller.set(i, new Step.Write(fewer));
          candidates.add(smaller);
        }
      }
    }
    return candidates;
  }
}
