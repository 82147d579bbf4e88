package io.metaxy.iceberg;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file. DuckDB says what is a map only in the old way ({@code
 * converted_type}), and Polars, with which the Python library reads, finds no map then.
 */
final class ParquetFooter {
  /** The length of the footer and the four letters behind it. */
  private static final int TAIL = 8;

  private ParquetFooter() {}

  /**
   * Says what is a map or a list in the new way, too.
   *
   * @return the size of the file now
   */
  static long complete(Path file) throws IOException {
    // Not by a channel, which would end when its thread is interrupted.
    try (RandomAccessFile parquet = new RandomAccessFile(file.toFile(), "rw")) {
      long size = parquet.length();
      ByteBuffer tail = read(parquet, size - TAIL, TAIL);
      int length = tail.getInt(0);
      long start = size - TAIL - length;
      FileMetaData footer =
          Util.readFileMetaData(new ByteArrayInputStream(read(parquet, start, length).array()));
      if (!complete(footer)) {
        return size;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Util.writeFileMetaData(footer, bytes);
      ByteBuffer written = ByteBuffer.allocate(bytes.size() + TAIL).order(ByteOrder.LITTLE_ENDIAN);
      written.put(bytes.toByteArray()).putInt(bytes.size()).put(tail.position(4));
      parquet.setLength(start);
      parquet.seek(start);
      parquet.write(written.array());
      return parquet.length();
    }
  }

  /** Whether the columns have ids, by which Iceberg knows them. */
  static boolean hasColumnIds(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      int length = read(bytes, bytes.length() - TAIL, TAIL).getInt(0);
      byte[] footer = read(bytes, bytes.length() - TAIL - length, length).array();
      return Util.readFileMetaData(new ByteArrayInputStream(footer)).getSchema().stream()
          .anyMatch(SchemaElement::isSetField_id);
    }
  }

  private static boolean complete(FileMetaData footer) {
    boolean changed = false;
    for (SchemaElement element : footer.getSchema()) {
      if (element.isSetLogicalType()) {
        continue;
      }
      if (element.getConverted_type() == ConvertedType.MAP) {
        element.setLogicalType(LogicalType.MAP(new MapType()));
        changed = true;
      } else if (element.getConverted_type() == ConvertedType.LIST) {
        element.setLogicalType(LogicalType.LIST(new ListType()));
        changed = true;
      }
    }
    return changed;
  }

  private static ByteBuffer read(RandomAccessFile file, long start, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(start);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
