package org.collapselab.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.datavec.api.writable.Writable;

/**
 * California Housing (Pace, Barry 1997): from the StatLib table {@code cal_housing.csv} to the
 * features and target that scikit-learn derives from it.
 */
public final class CaliforniaHousing {
  /** The derived features, in order. */
  public static final List<String> FEATURE_NAMES =
      List.of(
          "MedInc",
          "HouseAge",
          "AveRooms",
          "AveBedrms",
          "Population",
          "AveOccup",
          "Latitude",
          "Longitude");

  private static final String HEADER =
      "longitude,latitude,housingMedianAge,totalRooms,totalBedrooms,population,households,"
          + "medianIncome,medianHouseValue\n";

  private CaliforniaHousing() {}

  /**
   * The eight features and the target of one StatLib row, in FP64 and equal to the last bit to
   * scikit-learn's: MedInc, HouseAge, totalRooms/households, totalBedrooms/households, population,
   * population/households, latitude, longitude; then medianHouseValue/100000.
   *
   * @param row nine values in the order of {@code cal_housing.csv}
   * @throws IllegalArgumentException if {@code row} has another length
   */
  public static double[] derive(List<Writable> row) {
    if (row.size() != 9) {
      throw new IllegalArgumentException("a row has " + row.size() + " values instead of 9");
    }
    double[] v = row.stream().mapToDouble(Writable::toDouble).toArray();
    double households = v[6];
    return new double[] {
      v[7],
      v[2],
      v[3] / households,
      v[4] / households,
      v[5],
      v[5] / households,
      v[1],
      v[0],
      v[8] / 100_000.0
    };
  }

  /** Reads {@code cal_housing.csv} through DataVec's CSV reader and derives every row. */
  static Samples load(NamedSource csv) {
    RecordTable table = new RecordTable(FEATURE_NAMES.size());
    try (InputStream in = csv.open();
        RecordReader reader = new CSVRecordReader(1, ',')) {
      reader.initialize(new InputStreamInputSplit(in));
      while (reader.hasNext()) {
        table.add(derive(reader.next()));
      }
    } catch (IOException e) {
      throw DataException.unreadable(csv.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("reading " + csv.name() + " was interrupted", e);
    }
    return Samples.ofTable(table, Shape.vector(FEATURE_NAMES.size()));
  }

  /** {@code cal_housing.data} as {@code cal_housing.csv}: a header line, and lines end in LF. */
  static byte[] toCsv(byte[] data) {
    String rows = new String(data, StandardCharsets.ISO_8859_1).replace("\r", "");
    String end = rows.endsWith("\n") ? "" : "\n";
    return (HEADER + rows + end).getBytes(StandardCharsets.ISO_8859_1);
  }
}
