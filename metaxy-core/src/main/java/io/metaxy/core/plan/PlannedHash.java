package io.metaxy.core.plan;

import io.metaxy.HashAlgorithm;
import io.metaxy.core.function.EngineFunction;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * A hash inside a plan, equal to {@link io.metaxy.core.hash.TextHash} of the same settings.
 *
 * @param algorithm how texts are hashed
 * @param length how many characters are kept
 */
public record PlannedHash(HashAlgorithm algorithm, int length) {

  /** The hash of {@code text}; null of null. */
  public RexNode of(RexBuilder rex, RexNode text) {
    RexNode whole = rex.makeCall(text.getType(), EngineFunction.hash(algorithm), List.of(text));
    return longest() <= length
        ? whole
        : rex.makeCall(
            text.getType(),
            PlanOperators.SUBSTR,
            List.of(whole, number(rex, 1), number(rex, length)));
  }

  private static RexNode number(RexBuilder rex, int value) {
    return rex.makeExactLiteral(BigDecimal.valueOf(value));
  }

  /** The most characters that the algorithm gives. */
  private int longest() {
    return switch (algorithm) {
      case MD5 -> 32;
      case SHA256 -> 64;
      case XXHASH32 -> 10;
      case XXHASH64, WYHASH, FARMHASH -> 20;
    };
  }
}
