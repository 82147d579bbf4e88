package io.metaxy.core.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.HashAlgorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextHashTest {

  @Test
  void farmhashIsBigQuerysFingerprint() {
    // The examples of BigQuery's documentation of FARM_FINGERPRINT.
    TextHash hash = TextHash.of(HashAlgorithm.FARMHASH, 64);
    Map.of(
            "1footrue", "-1541654101129638711",
            "2applefalse", "2794438866806483259",
            "3true", "-4880158226897771312")
        .forEach((text, expected) -> assertThat(hash.hash(text)).isEqualTo(expected));
  }

  @Test
  void hashIsCutAndAShorterOneIsNot() {
    assertThat(TextHash.of(HashAlgorithm.MD5, 8).hash("a")).isEqualTo("0cc175b9");
    assertThat(TextHash.of(HashAlgorithm.XXHASH32, 64).hash("a")).isEqualTo("1426945110");
    assertThatThrownBy(() -> TextHash.of(HashAlgorithm.MD5, 7)).hasMessageContaining("at least 8");
  }
}
