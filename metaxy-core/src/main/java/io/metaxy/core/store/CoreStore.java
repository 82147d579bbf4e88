package io.metaxy.core.store;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.graph.ProjectVersion;
import io.metaxy.graph.PushedFeature;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.spi.Capability;
import io.metaxy.store.CopyReceipt;
import io.metaxy.store.CopyRequest;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.DropReceipt;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.Increment;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.PushReceipt;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.RebaseReceipt;
import io.metaxy.store.RebaseRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store on any backend: each operation in a class of its own. */
final class CoreStore implements MetadataStore {
  private final StoreContext context;
  private final Reader reader;
  private final Writer writer;
  private final Deleter deleter;
  private final StatusReader statusReader;

  CoreStore(StoreContext context) {
    this.context = context;
    this.reader = new Reader(context);
    this.writer = new Writer(context);
    this.deleter = new Deleter(context);
    this.statusReader = new StatusReader(context);
  }

  @Override
  public String name() {
    return context.name();
  }

  @Override
  public String backend() {
    return context.backend().name();
  }

  @Override
  public Set<Capability> capabilities() {
    return context.backend().capabilities();
  }

  @Override
  public HashAlgorithm hashAlgorithm() {
    return context.algorithm();
  }

  @Override
  public FeatureGraph features() {
    return context.features();
  }

  @Override
  public FeatureVersions versions(FeatureKey feature) {
    return context.run(feature, "versions", () -> context.versions().of(feature));
  }

  @Override
  public WriteReceipt write(WriteRequest request) {
    return context.run(request.feature(), "write", () -> writer.write(request));
  }

  @Override
  public List<WriteReceipt> writeMulti(List<WriteRequest> requests) {
    return context.run(null, "write", () -> new MultiWriter(context, writer).write(requests));
  }

  @Override
  public CopyReceipt copy(MetadataStore source, CopyRequest request) {
    return context.run(null, "copy", () -> new Copier(context, writer).copy(source, request));
  }

  @Override
  public Rows rebased(RebaseRequest request) {
    return context.run(
        request.feature(), "rebase", () -> new Rebaser(context, writer).rebased(request));
  }

  @Override
  public RebaseReceipt rebase(RebaseRequest request) {
    return context.run(
        request.feature(), "rebase", () -> new Rebaser(context, writer).rebase(request));
  }

  @Override
  public DropReceipt drop(FeatureKey feature) {
    return context.run(feature, "drop", () -> new Dropper(context).drop(feature));
  }

  @Override
  public MaintenanceReport maintain(MaintenanceRequest request) {
    return context.run(
        null,
        "maintain",
        () -> {
          if (!request.isDryRun()) {
            context.requireWritable();
          }
          return context.backend().maintain(request);
        });
  }

  @Override
  public Optional<String> storeOf(FeatureKey feature) {
    return context.run(feature, "look for the table", () -> find(feature));
  }

  private Optional<String> find(FeatureKey feature) {
    context.features().definition(feature);
    return context.has(feature) ? Optional.of(name()) : context.fallbacks().storeOf(feature);
  }

  @Override
  public Rows read(ReadRequest request) {
    return context.run(request.feature(), "read", () -> reader.read(request));
  }

  @Override
  public DeleteReceipt delete(DeleteRequest request) {
    String operation = request.mode() == DeleteMode.SOFT ? "soft delete" : "hard delete";
    return context.run(request.feature(), operation, () -> deleter.delete(request));
  }

  @Override
  public Increment resolveUpdate(UpdateRequest request) {
    return context.run(
        request.feature(), "resolve update", () -> new UpdateResolver(context).resolve(request));
  }

  @Override
  public FeatureStatus status(FeatureKey feature) {
    return context.run(feature, "status", () -> statusReader.status(feature));
  }

  @Override
  public List<FeatureKey> list() {
    return context.features().keys().stream().sorted().toList();
  }

  @Override
  public PushReceipt push(Map<String, String> tags) {
    return context.run(null, "push", () -> new Pusher(context, Map.copyOf(tags)).push());
  }

  @Override
  public List<ProjectVersion> projectVersions() {
    return context.run(null, "history", () -> new History(context).projectVersions());
  }

  @Override
  public List<PushedFeature> featureHistory(FeatureKey feature) {
    return context.run(feature, "history", () -> new History(context).of(feature));
  }

  @Override
  public List<PushedFeature> pushedFeatures() {
    return context.run(null, "history", () -> new History(context).latest());
  }

  @Override
  public VersionedGraph graph(String version) {
    return context.run(null, "graph", () -> new GraphReader(context).read(version));
  }

  @Override
  public void close() {
    try {
      context.fallbacks().close();
    } finally {
      context.backend().close();
    }
  }
}
