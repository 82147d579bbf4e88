package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WriteCommandTest extends CommandTest {

  private void assertNothingStored() {
    assertThat(run("metadata", "status", "predictions", "--format", "csv").out())
        .contains("predictions,")
        .containsPattern(",0,0,0,0,");
  }

  @Test
  void typesAreThoseThatTheRowsLookLike() {
    write("sample_uid,n,x,b,d,t,s,zip\n1,7,0.5,true,2024-01-31,2024-01-31T10:00:00Z,a,007\n")
        .succeeds();
    assertThat(run("describe", "predictions").succeeds().out())
        .contains(
            "sample_uid  int64",
            "n  int64",
            "x  float64",
            "b  boolean",
            "d  date",
            "t  timestamp",
            "s  string",
            "zip  string");
  }

  @Test
  void aByteOrderMarkCrlfQuotesAndEmptyFields() {
    write("\uFEFFsample_uid,note\r\n1,\"a \"\"b\"\", c\nd\"\r\n2,\r\n3,\"\"\r\n").succeeds();
    assertThat(csvOf("--columns", "sample_uid,note"))
        .isEqualTo("sample_uid,note\r\n1,\"a \"\"b\"\", c\nd\"\r\n2,\r\n3,\"\"\r\n");
  }

  @Test
  void whatIsReadCanBeWrittenAgain() {
    write("sample_uid,note,x\n1,\"a,b\",NaN\n2,,-Infinity\n").succeeds();
    String before = csvOf("--columns", "sample_uid,note,x");
    write(before).succeeds();
    assertThat(csvOf("--columns", "sample_uid,note,x")).isEqualTo(before);
  }

  @Test
  void jsonLines() {
    file(
        "rows.jsonl",
        """
        {"sample_uid": 1, "tags": ["a", "b"], "box": {"x": 1, "label": "é"}, \
        "metaxy_provenance_by_field": {"default": "p1"}}

        {"sample_uid": 2, "tags": [], "box": null, "metaxy_provenance_by_field": {"default": "p2"}}
        """);
    run("metadata", "write", "--feature", "predictions", "--from", "rows.jsonl").succeeds();
    assertThat(
            run("metadata", "read", "--feature", "predictions", "--format", "json")
                .succeeds()
                .out())
        .contains(
            "\"tags\":[\"a\",\"b\"]", "\"box\":{\"x\":1,\"label\":\"é\"}", "\"default\":\"p1\"");
  }

  @Test
  void standardInput() {
    standardInput("sample_uid\n1\n");
    run("metadata", "write", "--feature", "predictions", "--from", "-").fails(2, "--format");
    run("metadata", "write", "--feature", "predictions", "--from", "-", "--format", "CSV")
        .succeeds();
  }

  @Test
  void aChangedRowGetsAnotherProvenance() {
    write("sample_uid,note\n1,a\n2,b\n").succeeds();
    String before = csvOf("--columns", "sample_uid,metaxy_provenance");
    write("note,sample_uid\na,1\nc,2\n").succeeds();
    String after = csvOf("--columns", "sample_uid,metaxy_provenance");
    assertThat(after.lines().filter(before::contains).toList())
        .as("the header and sample 1 are as before")
        .hasSize(2);
  }

  @Test
  void aMissingIdColumn() {
    write("sample,confidence\n1,0.5\n")
        .fails(1, "no column 'sample_uid'", "There are: confidence, sample");
    assertNothingStored();
  }

  @Test
  void aNullId() {
    write("sample_uid,confidence\n1,0.5\n,0.6\n").fails(1, "Id column sample_uid is null", "row 2");
    assertNothingStored();
  }

  @Test
  void duplicateIds() {
    write("sample_uid,confidence\n1,0.5\n2,0.6\n1,0.7\n")
        .fails(1, "same sample", "row 3 (sample_uid = 1)");
    assertNothingStored();
  }

  @Test
  void aWrongTypeOnLine1234() {
    StringBuilder csv = new StringBuilder("sample_uid,confidence\n");
    for (int line = 2; line < 3000; line++) {
      csv.append(line).append(line == 1234 ? ",high\n" : ",0.5\n");
    }
    file("features.toml", FEATURES + "[features.predictions.columns]\nconfidence = \"float64\"\n");
    write(csv.toString()).fails(1, "line 1,234", "confidence", "float64", "'high'");
    assertNothingStored();
  }

  @Test
  void aWrongTypeBehindTheRowsThatWereLookedAt() {
    StringBuilder csv = new StringBuilder("sample_uid,confidence\n");
    for (int line = 2; line < 3000; line++) {
      csv.append(line).append(line == 2500 ? ",high\n" : ",0.5\n");
    }
    write(csv.toString()).fails(1, "line 2,500", "confidence", "float64", "'high'");
    assertNothingStored();
  }

  @Test
  void linesOfTheWrongLength() {
    write("sample_uid,confidence\n1,0.5\n2\n").fails(1, "line 3", "1 fields, and 2 columns");
    write("sample_uid,confidence\n1,0.5,x\n").fails(1, "line 2", "3 fields, and 2 columns");
  }

  @Test
  void brokenFiles() {
    write("").fails(1, "is empty");
    write("sample_uid,sample_uid\n1,2\n").fails(1, "line 1", "two columns are named 'sample_uid'");
    write("sample_uid,note\n1,\"open\n2,x\n").fails(1, "is no CSV", "Mend the quotes");
    file("rows.csv", "sample_uid,note\n1,gr\u00f6\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));
    run("metadata", "write", "--feature", "predictions", "--from", "rows.csv")
        .fails(1, "is not UTF-8");
    run("metadata", "write", "--feature", "predictions", "--from", "none.csv")
        .fails(1, "There is no file", "none.csv");
    run("metadata", "write", "--feature", "predictions", "--from", "rows.txt")
        .fails(1, "tells no format", "--format");
    file("rows.jsonl", "{\"sample_uid\": 1}\n{\"sample_uid\": \n");
    run("metadata", "write", "--feature", "predictions", "--from", "rows.jsonl")
        .fails(1, "line 2", "JSON");
    assertNothingStored();
  }

  @Test
  void aTypeThatTheTableDoesNotTake() {
    write("sample_uid,n\n1,7\n").succeeds();
    write("sample_uid,n\n2,7.5\n").fails(1, "line 2", "'n' is int64", "'7.5'");
  }
}
