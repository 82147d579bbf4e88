package io.metaxy.core.hash;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;

/**
 * How many characters of a hash are kept; a shorter hash stays as it is.
 *
 * @param characters at least 8
 */
public record HashLength(int characters) {
  /** The least length that keeps hashes apart. */
  public static final int LEAST = 8;

  /**
   * Checks the length.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} if it is less than 8
   */
  public HashLength {
    if (characters < LEAST) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "The hash truncation length is " + characters + ".",
          "Give at least " + LEAST + ".");
    }
  }

  /** The first characters of {@code hash}. */
  public String cut(String hash) {
    return hash.length() <= characters ? hash : hash.substring(0, characters);
  }
}
