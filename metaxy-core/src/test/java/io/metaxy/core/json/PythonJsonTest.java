package io.metaxy.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonJsonTest {

  @Test
  void floatsAreAsPythonWritesThem() {
    Map.ofEntries(
            Map.entry(1.0, "1.0"),
            Map.entry(-0.0, "-0.0"),
            Map.entry(Double.MIN_VALUE, "5e-324"),
            Map.entry(1e16, "1e+16"),
            Map.entry(Double.parseDouble("123456789012345680"), "1.2345678901234568e+17"),
            Map.entry(1e15, "1000000000000000.0"),
            Map.entry(0.0001, "0.0001"),
            Map.entry(0.00001, "1e-05"),
            Map.entry(Double.parseDouble("2e23"), "2e+23"),
            Map.entry(2.2250738585072014E-308, "2.2250738585072014e-308"),
            Map.entry(Double.MAX_VALUE, "1.7976931348623157e+308"),
            Map.entry(Double.NaN, "null"),
            Map.entry(Double.NEGATIVE_INFINITY, "null"))
        .forEach((value, text) -> assertThat(PythonJson.sorted(value)).isEqualTo(text));
  }

  @Test
  void floatsReadBackAsTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(PythonJson.sorted(value)))
            .describedAs("seed %s", seed)
            .isEqualTo(value);
      }
    }
  }

  @Test
  void keysAreSortedByCodePoint() {
    String beyond = new String(Character.toChars(0x1F600));
    assertThat(PythonJson.sorted(Map.of(beyond, 1, "\uffff", 2)))
        .isEqualTo("{\"\\uffff\": 2, \"\\ud83d\\ude00\": 1}");

    List<String> keys = new ArrayList<>(List.of(beyond + "a", beyond, "\ue000", "b", "ab", "a"));
    keys.sort(CodePoints.ORDER);
    assertThat(keys).containsExactly("a", "ab", "b", "\ue000", beyond, beyond + "a");
  }
}
