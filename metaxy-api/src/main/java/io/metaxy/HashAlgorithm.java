package io.metaxy;

import java.util.Locale;

/** How a store hashes the provenance of its samples. Versions are always SHA-256. */
public enum HashAlgorithm {
  /** MD5, as hexadecimal digits. */
  MD5,
  /** SHA-256, as hexadecimal digits. */
  SHA256,
  /** xxHash of 64 bits, seed 0, as an unsigned decimal number. */
  XXHASH64,
  /** xxHash of 32 bits, seed 0, as an unsigned decimal number. */
  XXHASH32,
  /** wyhash version 1, seed 0, as an unsigned decimal number. */
  WYHASH,
  /** FarmHash Fingerprint64, as a signed decimal number, like BigQuery's. */
  FARMHASH;

  /**
   * The algorithm of a name in {@code metaxy.toml}, such as {@code md5}.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} with the names there are
   */
  public static HashAlgorithm of(String name) {
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.toString().equals(name)) {
        return algorithm;
      }
    }
    throw new MetaxyException(
        ErrorCode.INVALID_CONFIG,
        "No hash algorithm is named '" + name + "'.",
        "Use one of md5, sha256, xxhash64, xxhash32, wyhash, farmhash.");
  }

  /** The name in {@code metaxy.toml}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
