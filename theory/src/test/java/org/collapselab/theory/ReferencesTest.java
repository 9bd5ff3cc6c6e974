package org.collapselab.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencesTest {

  @ParameterizedTest
  @MethodSource("org.collapselab.theory.Problems#all")
  void everyStructureIsAnsweredInOrder(DufmProblem problem) {
    assertThat(References.of(problem))
        .extracting(Reference::structure)
        .containsExactly(Structure.values());
    assertThat(Problems.predictions(problem).get(0).structure()).isEqualTo(Structure.DNC);
  }

  @ParameterizedTest
  @CsvSource({
    "MSE, RELU,   28, 4, DNC SRG SRG_CONSTANT_ROW SRG_SUBSETS SUBSET_CODE",
    "MSE, RELU,   28, 2, DNC",
    "MSE, LINEAR, 28, 4, DNC",
    "CE,  RELU,   28, 4, DNC SRG SRG_CONSTANT_ROW SRG_SUBSETS SUBSET_CODE PAIRED_CODE",
    "CE,  RELU,   10, 4, DNC SRG SRG_SUBSETS SUBSET_CODE PAIRED_CODE BEST_KNOWN",
    "MSE, RELU,   3,  4, DNC SRG SRG_SUBSETS SUBSET_CODE",
    "CE,  RELU,   3,  4, DNC SRG SUBSET_CODE",
    "CE,  LINEAR, 28, 4, DNC SPHERICAL_CODE ORTHOPLEX KGON",
    "CE,  LINEAR, 7,  4, DNC SPHERICAL_CODE KGON BEST_KNOWN",
    "CE,  LINEAR, 4,  4, DNC ORTHOPLEX",
    "CE,  LINEAR, 2,  4, DNC",
    "MSE, RELU,   7,  3, DNC EDGE_CODE SUBSET_CODE",
    "CE,  RELU,   12, 5, DNC EDGE_CODE SUBSET_CODE PAIRED_CODE",
    "CE,  RELU,   10, 2, DNC PAIRED_CODE",
    "MSE, RELU,   36, 4, DNC SRG SRG_CONSTANT_ROW SRG_SUBSETS",
    "CE,  RELU,   10, 1, DNC ORTHOPLEX KGON",
    "MSE, RELU,   21, 3, DNC SRG SRG_SUBSETS SUBSET_CODE",
    "MSE, RELU,   21, 4, DNC SRG SRG_CONSTANT_ROW SRG_SUBSETS SUBSET_CODE",
  })
  void theProblemDecidesWhichStructuresExist(
      Loss loss, Activation activation, int k, int depth, String structures) {
    DufmProblem problem = DufmProblem.uniform(k, depth, 1, 1e-4, loss, activation);
    assertThat(Problems.predictions(problem))
        .extracting(prediction -> prediction.structure().name())
        .containsExactly(structures.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SRG | MSE | RELU | 7 | 4 | nearest are K = 6 (r = 4) and K = 10 (r = 5)",
        "SRG | MSE | RELU | 100 | 4 | nearest are K = 91 (r = 14) and K = 105 (r = 15)",
        "SRG | MSE | RELU | 2 | 4 | smallest is K = 3 (r = 3)",
        "SRG | MSE | RELU | 10 | 2 | depth L ≥ 3; here L = 2",
        "SRG | MSE | LINEAR | 10 | 4 | needs ReLU",
        "SRG_CONSTANT_ROW | MSE | RELU | 7 | 4 | nearest are K = 6",
        "SRG_CONSTANT_ROW | MSE | RELU | 10 | 3 | at L = 3 it helps from r = 8 (K = 28)",
        "SRG_CONSTANT_ROW | CE | RELU | 10 | 5 | at L = 5 it helps from r = 7 (K = 21)",
        "SRG_SUBSETS | MSE | RELU | 7 | 4 | nearest are K = 6",
        "SRG_SUBSETS | MSE | RELU | 10 | 2 | depth L ≥ 3; here L = 2",
        "SRG_SUBSETS | CE | RELU | 3 | 4 | s = 2, which is SRG itself; no others are better",
        "SRG | MSE | RELU | 7 | 4 | the edge code takes other K",
        "EDGE_CODE | MSE | RELU | 10 | 4 | K = 10 edges make the complete graph on r = 5 vertices",
        "EDGE_CODE | MSE | RELU | 2 | 4 | the edge code needs K ≥ 4.",
        "EDGE_CODE | MSE | LINEAR | 7 | 4 | needs ReLU",
        "EDGE_CODE | CE | RELU | 7 | 2 | depth L ≥ 3; here L = 2",
        "EDGE_CODE | CE | RELU | 121 | 4 | up to K = 120 classes; here K = 121",
        "SUBSET_CODE | MSE | RELU | 2 | 4 | the subset code needs K ≥ 3.",
        "SUBSET_CODE | MSE | LINEAR | 7 | 4 | needs ReLU",
        "SUBSET_CODE | CE | RELU | 7 | 2 | depth L ≥ 3; here L = 2",
        "SUBSET_CODE | MSE | RELU | 32 | 4 | up to K = 31 classes; here K = 32",
        "SPHERICAL_CODE | MSE | LINEAR | 10 | 4 | needs cross-entropy",
        "SPHERICAL_CODE | CE | RELU | 10 | 4 | needs a linear model",
        "SPHERICAL_CODE | CE | LINEAR | 10 | 1 | the spherical code needs L ≥ 2",
        "SPHERICAL_CODE | CE | LINEAR | 4 | 4 | needs K ≥ 5",
        "SPHERICAL_CODE | CE | LINEAR | 61 | 4 | up to K = 60 classes; here K = 61",
        "PAIRED_CODE | MSE | RELU | 10 | 4 | needs cross-entropy",
        "PAIRED_CODE | CE | LINEAR | 10 | 4 | has the orthoplex code itself",
        "PAIRED_CODE | CE | RELU | 10 | 1 | has the orthoplex code itself",
        "PAIRED_CODE | CE | RELU | 3 | 4 | it needs K ≥ 4",
        "ORTHOPLEX | MSE | LINEAR | 10 | 4 | needs cross-entropy",
        "ORTHOPLEX | CE | RELU | 10 | 4 | needs a linear model",
        "ORTHOPLEX | CE | LINEAR | 7 | 4 | nearest are 6 and 8",
        "ORTHOPLEX | CE | LINEAR | 2 | 4 | simplex of DNC",
        "KGON | MSE | LINEAR | 10 | 4 | needs cross-entropy",
        "KGON | CE | LINEAR | 4 | 4 | is the orthoplex code; it needs K ≥ 5",
        "KGON | CE | LINEAR | 3 | 4 | is the simplex of DNC",
      })
  void whatIsUnavailableSaysWhatIsPossible(
      Structure structure, Loss loss, Activation activation, int k, int depth, String reason) {
    DufmProblem problem = DufmProblem.uniform(k, depth, 1, 1e-4, loss, activation);
    Reference reference = References.of(structure, problem);
    assertThat(reference).isInstanceOf(Unavailable.class);
    assertThat(((Unavailable) reference).reason()).contains(reason).endsWith(".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> References.closedForm(structure, problem))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DNC | RELU | 10 | 9 | DNC needs a hidden layer of at least 10 neurons; the limit is 9.",
        "SRG | RELU | 10 | 9 | SRG needs a hidden layer of at least 10 neurons; the limit is 9.",
        "SRG_CONSTANT_ROW | RELU | 28 | 27 | constant row needs a hidden layer of at least 28",
        "EDGE_CODE | RELU | 9 | 8 | edge code needs a hidden layer of at least 9",
        "SRG_SUBSETS | RELU | 10 | 9 | subset neurons needs a hidden layer of at least 10",
        "SRG_SUBSETS | RELU | 6 | 9 | with 10 neurons or more in layer L others are better.",
        "DNC | LINEAR | 10 | 8 | DNC needs a hidden layer of at least 9 neurons; the limit is 8.",
        "SUBSET_CODE | RELU | 9 | 8 | subset code needs a hidden layer of at least 9",
        "PAIRED_CODE | RELU | 9 | 8 | paired code needs a hidden layer of at least 9",
        "ORTHOPLEX | LINEAR | 10 | 4 | orthoplex code needs a hidden layer of at least 5 neurons",
        "KGON | LINEAR | 10 | 1 | K-gon code needs a hidden layer of at least 2 neurons",
      })
  void whatIsTooWideSaysWhatItNeeds(
      Structure structure, Activation activation, int k, int limit, String reason) {
    DufmProblem problem = DufmProblem.uniform(k, 4, 1, 1e-4, Loss.CE, activation);
    Reference reference = References.of(structure, problem, limit);
    assertThat(reference).isInstanceOf(Unavailable.class);
    assertThat(((Unavailable) reference).reason()).contains(reason);
    assertThat(References.of(structure, problem, limit + 1)).isInstanceOf(Prediction.class);
  }

  @ParameterizedTest
  @CsvSource({"10, 30", "28, 28", "28, 55", "28, 56", "66, 500", "190, 1000"})
  void noPredictionIsWiderThanTheLimit(int k, int limit) {
    DufmProblem problem = Problems.relu(Loss.MSE, k, 3, 1, 1e-4);
    List<Reference> references = References.of(problem, limit);
    assertThat(references).hasSameSizeAs(Structure.values());
    assertThat(references)
        .filteredOn(Prediction.class::isInstance)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            reference ->
                assertThat(((Prediction) reference).scaled().widths())
                    .allSatisfy(width -> assertThat(width).isLessThanOrEqualTo(limit)));
  }

  @Test
  void theDefaultLimitNeverExcludesDnc() {
    DufmProblem problem = Problems.relu(Loss.MSE, 1200, 3, 1, 1e-4);
    assertThat(References.defaultWidthLimit(problem)).isEqualTo(1200);
    assertThat(References.defaultWidthLimit(Problems.relu(Loss.MSE, 10, 3, 1, 1e-4)))
        .isEqualTo(1000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> References.of(problem, 0))
        .withMessage("the width limit must be at least 1, got 0");
  }

  @Test
  void codesThatCountAsCoincidingReallyDo() {
    DufmProblem four = Problems.linear(Loss.CE, 4, 3, 1e-3);
    double orthoplex = new Orthoplex(four).closedForm().minimum(four).value();
    assertThat(new Kgon(four).closedForm().minimum(four).value())
        .isCloseTo(orthoplex, within(1e-14));
    DufmProblem three = Problems.linear(Loss.CE, 3, 3, 1e-3);
    double simplex = new Dnc(three).closedForm().minimum(three).value();
    assertThat(new Kgon(three).closedForm().minimum(three).value())
        .isCloseTo(simplex, within(1e-14));
    DufmProblem two = Problems.linear(Loss.CE, 2, 3, 1e-3);
    double pair = new Dnc(two).closedForm().minimum(two).value();
    assertThat(new Orthoplex(two).closedForm().minimum(two).value()).isCloseTo(pair, within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(Structure.class)
  void labelsAreTheNamesInLowerCase(Structure structure) {
    assertThat(structure.label()).isEqualTo(structure.name().toLowerCase(Locale.ROOT));
    assertThat(structure.description()).isNotBlank();
  }
}
