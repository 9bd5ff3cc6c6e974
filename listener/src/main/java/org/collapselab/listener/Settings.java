package org.collapselab.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.collapselab.theory.Loss;

/**
 * What the user has asked for.
 *
 * @param every iterations between measurements
 * @param lambdas empty to read them from the network
 * @param loss empty to read it from the network
 */
record Settings(
    TrainingSamples samples,
    Path directory,
    String name,
    String description,
    long seed,
    int every,
    List<String> taps,
    List<String> head,
    Optional<Loss> loss,
    List<Double> lambdas,
    double lambdaH,
    OptionalInt trainingSamples,
    int threads) {}
