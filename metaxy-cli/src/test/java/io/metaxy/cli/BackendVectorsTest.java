package io.metaxy.cli;

import io.metaxy.tck.vectors.AllVectors;

/** Here every backend is on the class path, so that {@code -Dmetaxy.backend=NAME} finds it. */
class BackendVectorsTest extends AllVectors {}
