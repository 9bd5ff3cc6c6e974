package org.collapselab.trainer.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.collapselab.models.EngineInfo;
import org.collapselab.models.Engines;
import org.collapselab.models.Network;
import org.collapselab.trainer.config.ConfigWriter;
import org.collapselab.trainer.config.FlatConfig;
import org.collapselab.trainer.store.Device;
import org.collapselab.trainer.store.Provenance;
import org.collapselab.trainer.store.RunDirectory;
import org.collapselab.trainer.store.SourceCommit;
import org.collapselab.trainer.store.WholeFile;

/** Writes the inputs of a run before its first step: configuration and provenance. */
final class RunInputs {
  private final RunPlan plan;
  private final List<String> command;
  private final RunDirectory directory;

  RunInputs(RunPlan plan, List<String> command, RunDirectory directory) {
    this.plan = plan;
    this.command = command;
    this.directory = directory;
  }

  /** From now on the run can be resumed. */
  void writeConfiguration() throws IOException {
    WholeFile.write(directory.config(), ConfigWriter.toYaml(plan.config()));
  }

  /**
   * @param network before its first step
   */
  void writeProvenance(Network network) {
    Map<String, String> keys = FlatConfig.of(plan.config());
    EngineInfo engine = Engines.of(plan.config().engine().name()).describe();
    new Provenance(
            Provenance.currentVersion(),
            SourceCommit.current(),
            Provenance.processStart(),
            command,
            plan.config().seed(),
            engine,
            Device.chosen().with(engine),
            Provenance.Machine.current(),
            plan.workers().threads(),
            plan.data().provenance(),
            plan.evaluationSets().get(0).rowsSha256(),
            network.parameterHash(),
            keys,
            FlatConfig.sha256(keys),
            List.of())
        .write(directory.provenance());
  }

  /**
   * Records that this process continues the run from a step, with these changes. The provenance
   * comes first: where the configuration is missing, {@link StoredConfiguration} completes it.
   */
  void addResumption(long step, List<Provenance.Change> changes) throws IOException {
    EngineInfo engine = Engines.of(plan.config().engine().name()).describe();
    Provenance.read(directory.provenance())
        .resumed(
            new Provenance.Resumption(
                step,
                Provenance.currentVersion(),
                SourceCommit.current(),
                Provenance.processStart(),
                command,
                engine,
                Device.chosen().with(engine),
                Provenance.Machine.current(),
                plan.workers().threads(),
                changes))
        .write(directory.provenance());
    writeConfiguration();
  }
}
