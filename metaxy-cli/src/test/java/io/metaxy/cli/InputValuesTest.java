package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says is what is stored (rule W7), and no more is made of it than it says. */
class InputValuesTest extends CommandTest {

  @Test
  void aWholeNumberThatADoubleDoesNotHoldIsRefused() {
    write("sample_uid,x\n1,9007199254740993\n2,0.5\n")
        .fails(1, "line 2", "'x' is float64", "9007199254740993");
    writeJson("{\"sample_uid\":1,\"x\":0.5}\n{\"sample_uid\":2,\"x\":9007199254740993}\n")
        .fails(1, "line 2", "'x' is float64", "9007199254740993");
    write("sample_uid,x\n1,9007199254740992\n2,0.5\n").succeeds();
  }

  @Test
  void whatIsMoreThan64BitsIsText() {
    write("sample_uid,x\n1,12345678901234567890\n").succeeds();
    assertThat(csvOf("--columns", "x")).contains("12345678901234567890");
  }

  @Test
  void aNumberThatNoDoubleIsNearIsRefused() {
    writeJson("{\"sample_uid\":1,\"x\":1e400}\n").fails(1, "line 1", "1e400");
    file("features.toml", FEATURES + "[features.predictions.columns]\nx = \"float64\"\n");
    writeJson("{\"sample_uid\":1,\"x\":1" + "0".repeat(400) + "}\n").fails(1, "line 1", "1000");
    write("sample_uid,x\n1,-1e400\n").fails(1, "line 2", "-1e400");
    write("sample_uid,x\n1,-Infinity\n").succeeds();
  }

  @Test
  void twoValuesOfOneName() {
    writeJson("{\"sample_uid\":1,\"sample_uid\":2}\n").fails(1, "line 1", "named 'sample_uid'");
    writeJson("{\"sample_uid\":1,\"box\":{\"x\":1,\"x\":2}}\n").fails(1, "named 'x'");
  }

  @Test
  void brokenJsonIsShownWithoutJacksonsOwnWords() {
    assertThat(writeJson("{\"sample_uid\": 1\n").fails(1, "line 1", "is not JSON").err())
        .doesNotContain("REDACTED", "StreamReadFeature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample_uid,score\n1,\n2,\n", "sample_uid,score\n1,NA\n"})
  void aColumnGetsItsTypeWithItsFirstValue(String first) {
    boolean isText = first.contains("NA");
    write(first).succeeds();
    write("sample_uid,score\n3,0.5\n").succeeds();
    assertThat(run("describe", "predictions").succeeds().out())
        .contains(isText ? "score  string" : "score  float64");
  }

  @Test
  void aFileWithoutRowsMakesNoTypeOfAnId() {
    write("sample_uid,score\n").fails(1, "has no rows", "sample_uid");
    write("sample_uid,score\n1,0.5\n").succeeds();
    write("sample_uid,score\n").succeeds();
    assertThat(run("describe", "predictions").succeeds().out()).contains("sample_uid  int64");
  }

  @Test
  void booleansAsPandasWritesThem() {
    write("sample_uid,good\n1,True\n2,False\n").succeeds();
    assertThat(run("describe", "predictions").succeeds().out()).contains("good  boolean");
    assertThat(csvOf("--columns", "good", "--filter", "good")).contains("true");
  }

  @Test
  void digitsOfADecimalThatADoubleDoesNotHold() {
    file("features.toml", FEATURES + "[features.predictions.columns]\nx = \"decimal(20, 2)\"\n");
    writeJson("{\"sample_uid\":1,\"x\":12345678901234567.89}\n{\"sample_uid\":2,\"x\":0.1}\n")
        .succeeds();
    assertThat(csvOf("--columns", "x")).contains("12345678901234567.89", "0.10");
    writeJson("{\"sample_uid\":3,\"x\":0.125}\n").fails(1, "0.125", "without loss");
  }

  @Test
  void aDoubleIsTheOneNearestToItsDigits() {
    writeJson("{\"sample_uid\":1,\"x\":0.1000000000000000055511151231257827}\n").succeeds();
    writeJson("{\"sample_uid\":2,\"x\":-0.0}\n").succeeds();
    assertThat(csvOf("--columns", "x")).contains("0.1\r\n-0.0\r\n");
    assertThat(run("describe", "predictions").succeeds().out()).contains("x  float64");
  }

  @Test
  void listsAndObjectsGetTheirTypesFromAllRows() {
    writeJson(
            """
            {"sample_uid":1,"tags":[],"vector":[1,2],"box":{"x":1,"y":null},"names":{"a":"b"}}
            {"sample_uid":2,"tags":[7],"vector":[0.5],"box":{"x":0.5,"y":2,"z":"t"},"names":{"c":"d"}}
            """)
        .succeeds();
    assertThat(run("describe", "predictions").succeeds().out())
        .contains(
            "tags  list<int64>",
            "vector  list<float64>",
            "box  struct<x: float64, y: int64, z: string>",
            "names  map<string, string>");
    assertThat(run("metadata", "read", "predictions", "--format", "json").succeeds().out())
        .contains("\"tags\":[]", "\"tags\":[7]", "\"vector\":[1.0,2.0]", "\"vector\":[0.5]");
    writeJson("{\"sample_uid\":3,\"more\":[]}\n").fails(1, "'more'", "Declare");
  }

  @Test
  void textsAndNamesMayBeOfAnyLength() {
    writeJson(
            "{\"sample_uid\":1,\"t\":\""
                + "x".repeat(20_000_001)
                + "\",\"m\":{\""
                + "k".repeat(50_001)
                + "\":\"v\"}}\n")
        .succeeds();
    assertThat(run("metadata", "read", "predictions", "--format", "json").succeeds().out())
        .hasSizeGreaterThan(20_050_000);
  }

  private Result writeJson(String lines) {
    file("rows.jsonl", lines);
    return run("metadata", "write", "--feature", "predictions", "--from", "rows.jsonl");
  }
}
