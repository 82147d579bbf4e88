package io.metaxy.core.function;

import io.metaxy.HashAlgorithm;
import io.metaxy.core.hash.TextHash;

/** Hashes of texts in their full length: hexadecimal, or decimal for those that are numbers. */
public final class Hashes {
  /** The longest there is. */
  private static final int FULL = 64;

  private static final TextHash MD5 = TextHash.of(HashAlgorithm.MD5, FULL);
  private static final TextHash SHA256 = TextHash.of(HashAlgorithm.SHA256, FULL);
  private static final TextHash XXHASH64 = TextHash.of(HashAlgorithm.XXHASH64, FULL);
  private static final TextHash XXHASH32 = TextHash.of(HashAlgorithm.XXHASH32, FULL);
  private static final TextHash WYHASH = TextHash.of(HashAlgorithm.WYHASH, FULL);
  private static final TextHash FARMHASH = TextHash.of(HashAlgorithm.FARMHASH, FULL);

  private Hashes() {}

  public static String md5(String text) {
    return MD5.hash(text);
  }

  public static String sha256(String text) {
    return SHA256.hash(text);
  }

  public static String xxhash64(String text) {
    return XXHASH64.hash(text);
  }

  public static String xxhash32(String text) {
    return XXHASH32.hash(text);
  }

  public static String wyhash(String text) {
    return WYHASH.hash(text);
  }

  public static String farmhash(String text) {
    return FARMHASH.hash(text);
  }
}
