package io.metaxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.schema.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way gives what the long way gives, or nothing. */
class TextMapJsonTest {
  private static final String LETTERS = "ab:,{}é€\"\\\n\t \u0000\u2028";

  @Test
  void textsAreWrittenAndReadAsByTheLongWay() {
    long seed = Long.getLong("metaxy.seed", System.nanoTime());
    Random random = new Random(seed);
    TextMapJson maps = new TextMapJson();
    int simple = 0;
    for (int i = 0; i < 20_000; i++) {
      Map<String, String> map = map(random);
      String json = NestedJson.encode(DataType.STRING_MAP, map);
      String encoded = TextMapJson.encode(map);
      Map<?, ?> decoded = maps.decode(json);
      String because = "-Dmetaxy.seed=" + seed + ": " + json;
      if (encoded != null) {
        assertThat(encoded).as(because).isEqualTo(json);
      }
      if (decoded != null) {
        assertThat(decoded).as(because).isEqualTo(map);
        assertThat(List.copyOf(decoded.keySet())).as(because).isEqualTo(List.copyOf(map.keySet()));
        simple++;
      }
    }
    assertThat(simple).as("maps read the short way").isGreaterThan(1000);
  }

  @Test
  void whatIsNotSimpleIsLeftToTheLongWay() {
    TextMapJson maps = new TextMapJson();
    for (String json :
        List.of(
            "",
            "{",
            "{}",
            "[]",
            "{\"a\":null}",
            "{\"a\":1}",
            "{\"a\":\"b\",}",
            "{\"a\":\"b\"\"c\":\"d\"}",
            "{\"a\":\"b\",\"a\":\"c\"}",
            "{ \"a\":\"b\"}",
            "{\"a\" :\"b\"}",
            "{\"a\":\"\\n\"}",
            "{\"a\":\"b}",
            "{\"a\":\"b\"} ",
            "{\"a}",
            "{\"a\":}",
            "{\"a\"}")) {
      assertThat(maps.decode(json)).as(json).isNull();
    }
    assertThat(maps.decode("{\"a\":\"b\",\"c\":\"\"}")).isEqualTo(Map.of("a", "b", "c", ""));
  }

  private static Map<String, String> map(Random random) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(random), text(random));
    }
    return map;
  }

  private static String text(Random random) {
    int letters = random.nextInt(3) == 0 ? LETTERS.length() : 8;
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(letters)));
    }
    return text.toString();
  }
}
