package io.metaxy.core.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LikeTest {

  @Test
  void percentIsAnyTextAndUnderscoreOneCharacter() {
    assertThat(Texts.like("cat", "c%")).isTrue();
    assertThat(Texts.like("cat", "%a%")).isTrue();
    assertThat(Texts.like("cat", "%a")).isFalse();
    assertThat(Texts.like("cat", "c_t")).isTrue();
    assertThat(Texts.like("cat", "c__t")).isFalse();
    assertThat(Texts.like("cat", "___%")).isTrue();
    assertThat(Texts.like("cat", "____%")).isFalse();
    assertThat(Texts.like("", "%")).isTrue();
    assertThat(Texts.like("", "_")).isFalse();
    assertThat(Texts.like("", "")).isTrue();
    assertThat(Texts.like("a", "")).isFalse();
    assertThat(Texts.like("a\nb", "a%b")).isTrue();
    assertThat(Texts.like("Cat", "cat")).isFalse();
  }

  @Test
  void allElseIsItself() {
    assertThat(Texts.like("a\\%b", "a\\%b")).isTrue();
    assertThat(Texts.like("a\\xyzb", "a\\%b")).as("a backslash escapes nothing").isTrue();
    assertThat(Texts.like("a%b", "a\\%b")).isFalse();
    assertThat(Texts.like("a.b", "a.b")).isTrue();
    assertThat(Texts.like("axb", "a.b")).isFalse();
    assertThat(Texts.like("[a]*", "[a]*")).isTrue();
  }

  @Test
  void aCharacterIsACodePoint() {
    assertThat(Texts.like("🐦", "_")).isTrue();
    assertThat(Texts.like("🐦", "__")).isFalse();
    assertThat(Texts.like("a🐦b🐱", "a_b_")).isTrue();
    assertThat(Texts.like("a🐦b🐱", "%🐱")).isTrue();
    assertThat(Texts.like("e\u0301", "_")).as("two code points").isFalse();
    assertThat(Texts.like("🐦", "\uD83D%")).as("half a character").isFalse();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void manyPercentsTakeNoTimeEvenIfNothingMatches() {
    String text = "a".repeat(5000);
    assertThat(Texts.like(text, "%a".repeat(50) + "%b")).isFalse();
    assertThat(Texts.like(text + "b", "%a".repeat(50) + "%b")).isTrue();
    assertThat(Texts.like(text, "%a_".repeat(50) + "%b%")).isFalse();
  }

  @Test
  void itIsWhatARegularExpressionWouldSay() {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println("LIKE with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = any(random, "ab🐦");
      String like = any(random, "ab🐦%_%");
      String regex =
          like.codePoints()
              .mapToObj(Character::toString)
              .map(c -> c.equals("%") ? ".*" : c.equals("_") ? "." : c)
              .collect(Collectors.joining());
      assertThat(Texts.like(text, like))
          .as("%s LIKE %s", text, like)
          .isEqualTo(Pattern.matches(regex, text));
    }
  }

  private static String any(Random random, String alphabet) {
    int[] letters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
