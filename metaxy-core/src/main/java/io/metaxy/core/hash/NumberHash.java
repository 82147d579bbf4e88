package io.metaxy.core.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;
import io.metaxy.HashAlgorithm;
import java.util.function.Function;

/** A hash that is a number, as decimal digits. */
final class NumberHash implements TextHash {
  private final Function<byte[], String> function;

  NumberHash(HashAlgorithm algorithm) {
    this.function = function(algorithm);
  }

  @Override
  public String hash(String text) {
    return function.apply(text.getBytes(UTF_8));
  }

  private static Function<byte[], String> function(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case XXHASH64 -> bytes -> Long.toUnsignedString(Hashing.xxh64().hashBytesToLong(bytes));
      case XXHASH32 -> bytes -> Integer.toUnsignedString(Hashing.xxh32().hashBytesToInt(bytes));
      case WYHASH -> bytes -> Long.toUnsignedString(Wyhash1.hash(bytes));
      // BigQuery's FARM_FINGERPRINT is FarmHash's Fingerprint64 as a signed number.
      case FARMHASH -> bytes -> Long.toString(Hashing.farmHashNa().hashBytesToLong(bytes));
      case MD5, SHA256 -> throw new IllegalArgumentException(algorithm + " is no number");
    };
  }
}
