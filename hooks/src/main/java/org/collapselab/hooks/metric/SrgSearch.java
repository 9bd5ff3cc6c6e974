package org.collapselab.hooks.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.collapselab.theory.TriangularGraph;

/**
 * Heuristic for r ≥ 6: a beam search, which places one class after another and solves a noise-free
 * triangular Gram exactly, and a few random starts from fixed seeds; all are improved by pairwise
 * swaps until none helps. The outcome is a lower bound on the best labeling.
 */
final class SrgSearch {
  private static final int BEAM = 128;
  private static final int RANDOM_STARTS = 4;

  private final TriangularGraph graph;
  private final double[][] weights;
  private final double tolerance;

  SrgSearch(TriangularGraph graph, double[][] weights) {
    this.graph = graph;
    this.weights = weights;
    double largest = 0;
    for (double[] row : weights) {
      for (double weight : row) {
        largest = Math.max(largest, Math.abs(weight));
      }
    }
    this.tolerance = 1e-12 * largest * graph.degree();
  }

  int[] best() {
    int[] best = improve(beam());
    for (int seed = 0; seed < RANDOM_STARTS; seed++) {
      int[] other = improve(shuffled(seed));
      best = score(other) > score(best) ? other : best;
    }
    return best;
  }

  private record Node(PartialLabeling labeling, double score) {}

  private record Step(Node from, int edge, double score) {
    Node take() {
      PartialLabeling next = from.labeling.copy();
      next.place(edge);
      return new Node(next, score);
    }
  }

  private int[] beam() {
    List<Node> beam = List.of(new Node(new PartialLabeling(graph, weights), 0));
    for (int placed = 0; placed < graph.classes(); placed++) {
      beam = advance(beam);
    }
    return beam.stream()
        .max(Comparator.comparingDouble(Node::score))
        .orElseThrow()
        .labeling
        .edges();
  }

  private static List<Node> advance(List<Node> beam) {
    PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingDouble(Step::score));
    for (Node node : beam) {
      int[] candidates = node.labeling.candidates();
      double[] gains = node.labeling.gains(candidates);
      for (int i = 0; i < candidates.length; i++) {
        steps.add(new Step(node, candidates[i], node.score + gains[i]));
        if (steps.size() > BEAM) {
          steps.remove();
        }
      }
    }
    List<Node> next = new ArrayList<>();
    steps.forEach(step -> next.add(step.take()));
    return next;
  }

  private int[] shuffled(int seed) {
    int[] edges = new int[graph.classes()];
    Random random = new Random(seed);
    for (int i = 0; i < edges.length; i++) {
      int j = random.nextInt(i + 1);
      edges[i] = edges[j];
      edges[j] = i;
    }
    return edges;
  }

  private int[] improve(int[] edges) {
    double[][] pull = new double[edges.length][graph.vertices()];
    for (int i = 0; i < edges.length; i++) {
      add(pull, i, edges[i], 1);
    }
    boolean improved = true;
    while (improved) {
      improved = false;
      for (int i = 0; i < edges.length; i++) {
        for (int j = i + 1; j < edges.length; j++) {
          if (swapGain(edges, pull, i, j) > tolerance) {
            swap(edges, pull, i, j);
            improved = true;
          }
        }
      }
    }
    return edges;
  }

  /** pull[c][v]: sum of the weights of class c with the classes whose edges meet vertex v. */
  private void add(double[][] pull, int i, int edge, int sign) {
    for (int c = 0; c < pull.length; c++) {
      pull[c][graph.low(edge)] += sign * weights[c][i];
      pull[c][graph.high(edge)] += sign * weights[c][i];
    }
  }

  private void swap(int[] edges, double[][] pull, int i, int j) {
    add(pull, i, edges[i], -1);
    add(pull, j, edges[j], -1);
    int edge = edges[i];
    edges[i] = edges[j];
    edges[j] = edge;
    add(pull, i, edges[i], 1);
    add(pull, j, edges[j], 1);
  }

  /**
   * What the sum over adjacent pairs gains if i and j exchange edges. Before, both pulls count the
   * pair if it is adjacent; after, each counts it at both ends. It adds the same both times.
   */
  private double swapGain(int[] edges, double[][] pull, int i, int j) {
    double pair = weights[i][j];
    double before = pull(pull[i], edges[i]) + pull(pull[j], edges[j]);
    double after = pull(pull[i], edges[j]) + pull(pull[j], edges[i]) - 4 * pair;
    return after - before + (graph.adjacent(edges[i], edges[j]) ? 2 * pair : 0);
  }

  private double pull(double[] ofClass, int edge) {
    return ofClass[graph.low(edge)] + ofClass[graph.high(edge)];
  }

  private double score(int[] edges) {
    double score = 0;
    for (int i = 0; i < edges.length; i++) {
      for (int j = i + 1; j < edges.length; j++) {
        score += graph.adjacent(edges[i], edges[j]) ? weights[i][j] : 0;
      }
    }
    return score;
  }
}
