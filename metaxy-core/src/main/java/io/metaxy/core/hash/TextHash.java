package io.metaxy.core.hash;

import io.metaxy.HashAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A hash of a text as a text, cut to a length. The same text gives the same hash on every engine
 * and in the Python library. Safe for use by many threads.
 */
@FunctionalInterface
public interface TextHash {

  /** The hash of the UTF-8 bytes of {@code text}. */
  String hash(String text);

  /** The same, but null of null. */
  default @Nullable String hashOrNull(@Nullable String text) {
    return text == null ? null : hash(text);
  }

  /**
   * The hash of an algorithm, cut to its first {@code length} characters.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_CONFIG} if {@code length} is less than 8
   */
  static TextHash of(HashAlgorithm algorithm, int length) {
    TextHash whole = whole(algorithm);
    HashLength cut = new HashLength(length);
    return text -> cut.cut(whole.hash(text));
  }

  private static TextHash whole(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case MD5 -> new DigestHash("MD5");
      case SHA256 -> new DigestHash("SHA-256");
      case XXHASH64, XXHASH32, WYHASH, FARMHASH -> new NumberHash(algorithm);
    };
  }
}
