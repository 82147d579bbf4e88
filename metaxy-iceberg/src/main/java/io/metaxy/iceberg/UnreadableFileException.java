package io.metaxy.iceberg;

import java.io.IOException;
import org.apache.iceberg.exceptions.NotFoundException;

/**
 * There is a file, but the system does not let it be read. Iceberg would try again for over a
 * minute, unless it is told that there is none.
 */
final class UnreadableFileException extends NotFoundException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String location, IOException reason) {
    super(reason, "%s: %s", location, reason);
  }
}
