package io.metaxy.tck;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.graph.ProjectVersion;
import io.metaxy.graph.PushedFeature;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.spi.Capability;
import io.metaxy.store.CopyReceipt;
import io.metaxy.store.CopyRequest;
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

/** Another store, but for what is overridden. */
public class ForwardingStore implements MetadataStore {
  /** The other one. */
  protected final MetadataStore good;

  /** Forwards to {@code good}. */
  public ForwardingStore(MetadataStore good) {
    this.good = good;
  }

  @Override
  public String name() {
    return good.name();
  }

  @Override
  public String backend() {
    return good.backend();
  }

  @Override
  public Set<Capability> capabilities() {
    return good.capabilities();
  }

  @Override
  public HashAlgorithm hashAlgorithm() {
    return good.hashAlgorithm();
  }

  @Override
  public FeatureGraph features() {
    return good.features();
  }

  @Override
  public FeatureVersions versions(FeatureKey feature) {
    return good.versions(feature);
  }

  @Override
  public WriteReceipt write(WriteRequest request) {
    return good.write(request);
  }

  @Override
  public List<WriteReceipt> writeMulti(List<WriteRequest> requests) {
    return good.writeMulti(requests);
  }

  @Override
  public CopyReceipt copy(MetadataStore source, CopyRequest request) {
    return good.copy(source, request);
  }

  @Override
  public Rows rebased(RebaseRequest request) {
    return good.rebased(request);
  }

  @Override
  public RebaseReceipt rebase(RebaseRequest request) {
    return good.rebase(request);
  }

  @Override
  public MaintenanceReport maintain(MaintenanceRequest request) {
    return good.maintain(request);
  }

  @Override
  public DropReceipt drop(FeatureKey feature) {
    return good.drop(feature);
  }

  @Override
  public Optional<String> storeOf(FeatureKey feature) {
    return good.storeOf(feature);
  }

  @Override
  public Rows read(ReadRequest request) {
    return good.read(request);
  }

  @Override
  public DeleteReceipt delete(DeleteRequest request) {
    return good.delete(request);
  }

  @Override
  public Increment resolveUpdate(UpdateRequest request) {
    return good.resolveUpdate(request);
  }

  @Override
  public FeatureStatus status(FeatureKey feature) {
    return good.status(feature);
  }

  @Override
  public List<FeatureKey> list() {
    return good.list();
  }

  @Override
  public PushReceipt push(Map<String, String> tags) {
    return good.push(tags);
  }

  @Override
  public List<ProjectVersion> projectVersions() {
    return good.projectVersions();
  }

  @Override
  public List<PushedFeature> featureHistory(FeatureKey feature) {
    return good.featureHistory(feature);
  }

  @Override
  public List<PushedFeature> pushedFeatures() {
    return good.pushedFeatures();
  }

  @Override
  public VersionedGraph graph(String version) {
    return good.graph(version);
  }

  @Override
  public void close() {
    good.close();
  }
}
