package org.collapselab.models.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.collapselab.models.Architecture;
import org.collapselab.models.Network;
import org.collapselab.models.Precision;
import org.collapselab.models.Shortcut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads saved networks by the description of the format. */
class SafetensorsTest {
  private static final int LENGTH = Long.BYTES;

  @TempDir Path directory;

  private record Tensor(String type, String shape, double[] values) {}

  private record Saved(JsonNode metadata, Map<String, Tensor> tensors) {}

  private Saved saved(Architecture architecture, Precision precision) throws IOException {
    Path file = directory.resolve("model.safetensors");
    try (Network network = Cases.torch(architecture, Cases.heavyBall(precision))) {
      Cases.train(network, architecture, 0, 3);
      assertThat(network.savedAs()).isEqualTo("safetensors");
      network.save(file);
      Saved saved = read(file);
      requireSameValues(network, saved);
      return saved;
    }
  }

  private static Saved read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(bytes.getLong());
    assertThat(header % LENGTH).isZero();
    JsonNode json = new ObjectMapper().readTree(bytes.array(), LENGTH, header);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        JsonNode place = entry.getValue().get("data_offsets");
        assertThat(place.get(0).asLong()).as("no gaps").isEqualTo(end);
        end = place.get(1).asLong();
        tensors.put(entry.getKey(), tensor(entry.getValue(), bytes, LENGTH + header));
      }
    }
    assertThat(Files.size(file)).isEqualTo(LENGTH + header + end);
    return new Saved(json.get("__metadata__"), tensors);
  }

  private static Tensor tensor(JsonNode entry, ByteBuffer bytes, int start) {
    String type = entry.get("dtype").asText();
    int size = type.equals("F64") ? Double.BYTES : Float.BYTES;
    int from = start + entry.get("data_offsets").get(0).asInt();
    int to = start + entry.get("data_offsets").get(1).asInt();
    double[] values = new double[(to - from) / size];
    for (int i = 0; i < values.length; i++) {
      int place = from + i * size;
      values[i] = size == Double.BYTES ? bytes.getDouble(place) : bytes.getFloat(place);
    }
    long count =
        StreamSupport.stream(entry.get("shape").spliterator(), false)
            .mapToLong(JsonNode::asLong)
            .reduce(1, (a, b) -> a * b);
    assertThat(values).hasSize((int) count);
    return new Tensor(type, entry.get("shape").toString(), values);
  }

  /** In the order of the state: parameters, then velocities. */
  private static void requireSameValues(Network network, Saved saved) {
    Map<Boolean, double[]> parts =
        saved.tensors().entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    e -> e.getKey().startsWith("velocity."),
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        list ->
                            list.stream()
                                .flatMapToDouble(e -> Arrays.stream(e.getValue().values()))
                                .toArray())));
    assertThat(parts.get(false)).containsExactly(network.state().parameters());
    assertThat(parts.get(true)).containsExactly(network.state().optimizer());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aPerceptronHasTheNamesAndShapesOfPyTorch(Precision precision) throws IOException {
    Saved saved = saved(Cases.mlp(), precision);
    assertThat(saved.metadata().toString())
        .isEqualTo("{\"format\":\"pt\",\"engine\":\"libtorch\",\"steps\":\"3\"}");
    assertThat(saved.tensors().keySet())
        .containsExactly(
            "fc1.weight",
            "fc1.bias",
            "fc2.weight",
            "fc2.bias",
            "fc3.weight",
            "fc4.weight",
            "velocity.fc1.weight",
            "velocity.fc1.bias",
            "velocity.fc2.weight",
            "velocity.fc2.bias",
            "velocity.fc3.weight",
            "velocity.fc4.weight");
    Tensor first = saved.tensors().get("fc1.weight");
    assertThat(first.shape()).isEqualTo("[9,5]");
    assertThat(first.type()).isEqualTo(precision == Precision.DOUBLE ? "F64" : "F32");
  }

  @Test
  void aResidualNetworkHasItsRunningStatistics() throws IOException {
    Saved saved = saved(Cases.resNet(Shortcut.PROJECTION), Precision.FLOAT);
    assertThat(saved.tensors())
        .containsKeys(
            "stem.bn.weight",
            "stem.bn.bias",
            "stem.bn.running_mean",
            "stem.bn.running_var",
            "velocity.s2b1.shortcut.conv.weight")
        .doesNotContainKey("velocity.stem.bn.running_mean");
    assertThat(saved.tensors().get("stem.conv.weight").shape()).isEqualTo("[4,2,3,3]");
  }
}
