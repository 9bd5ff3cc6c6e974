package org.collapselab.cli;

import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.SourceCommit;
import picocli.CommandLine.IVersionProvider;

/** Version and commit. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Collapse Lab " + Provenance.currentVersion(), "commit " + SourceCommit.current()
    };
  }
}
