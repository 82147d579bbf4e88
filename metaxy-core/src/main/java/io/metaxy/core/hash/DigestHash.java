package io.metaxy.core.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A message digest of the JDK, as lower-case hexadecimal digits. */
final class DigestHash implements TextHash {
  private static final HexFormat HEX = HexFormat.of();

  // A digest is not safe for many threads, and making one costs more than a short hash.
  private final ThreadLocal<MessageDigest> digests;

  DigestHash(String algorithm) {
    this.digests = ThreadLocal.withInitial(() -> digest(algorithm));
  }

  @Override
  public String hash(String text) {
    return HEX.formatHex(digests.get().digest(text.getBytes(UTF_8)));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
