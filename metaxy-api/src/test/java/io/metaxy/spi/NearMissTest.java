package io.metaxy.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearMissTest {

  @Test
  void nearestNamesComeFirst() {
    List<String> names = List.of("confidence", "confidences", "created_at", "sample_uid");

    assertThat(NearMiss.suggestion("confidnce", names))
        .isEqualTo("Did you mean confidence or confidences?");
    assertThat(NearMiss.suggestion("Sample-UID", names)).isEqualTo("Did you mean sample_uid?");
    assertThat(NearMiss.of("prod", List.of("pord"))).containsExactly("pord");
  }

  @Test
  void withoutANearMissTheNamesAreListed() {
    assertThat(NearMiss.suggestion("x", List.of())).isEqualTo("There are none.");
    assertThat(NearMiss.suggestion("nothing", List.of("b", "a"))).isEqualTo("There are: a, b.");
    assertThat(
            NearMiss.suggestion(
                "nothing", IntStream.range(10, 99).mapToObj(i -> "column" + i).toList()))
        .startsWith("There are 89, among them column10, ");
  }

  @Test
  void theUsersNamesAreListedBeforeTheSystems() {
    assertThat(NearMiss.suggestion("nothing", List.of("metaxy_created_at", "note", "area")))
        .isEqualTo("There are: area, note, metaxy_created_at.");
  }
}
