package org.collapselab.datasets.own;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.collapselab.datasets.OwnDataException;

/**
 * An image of bytes, channel by channel.
 *
 * @param channels 1 for grey, 3 for red, green, blue
 */
record DecodedImage(int channels, int height, int width, byte[] pixels) {
  private static final int MOST_SIDE = 4096;
  private static final int OPAQUE = 255;

  /** Decodes a PNG or JPEG file. The size is checked before memory is taken for it. */
  static DecodedImage decode(byte[] content, Path file) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new OwnDataException(file + " is not a PNG or JPEG image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        if (height > MOST_SIDE || width > MOST_SIDE) {
          throw new OwnDataException(
              "%s has %d×%d pixels; each side may have up to %d"
                  .formatted(file, height, width, MOST_SIDE));
        }
        return of(reader.read(0), file);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new OwnDataException(
          "%s cannot be decoded (%s); write it anew as an 8-bit grey or RGB image"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static DecodedImage of(BufferedImage image, Path file) {
    boolean grey = image.getColorModel().getNumColorComponents() == 1 || isGreyPalette(image);
    if (image.getColorModel().hasAlpha()) {
      requireOpaque(image, file);
    }
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    return grey && !palette ? grey(image) : rgb(image, grey ? 1 : 3);
  }

  private static boolean isGreyPalette(BufferedImage image) {
    if (!(image.getColorModel() instanceof IndexColorModel palette)) {
      return false;
    }
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static void requireOpaque(BufferedImage image, Path file) {
    if (Arrays.stream(argb(image)).anyMatch(pixel -> pixel >>> 24 != OPAQUE)) {
      throw new OwnDataException(
          "%s has transparent pixels; put it on a background first".formatted(file));
    }
  }

  private static int[] argb(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** As stored: Java's conversion to RGB would change grey values. */
  private static DecodedImage grey(BufferedImage image) {
    Raster raster = image.getRaster();
    int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8); // 16 bits to 8
    byte[] pixels = new byte[image.getHeight() * image.getWidth()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixels[at++] = (byte) (raster.getSample(x, y, 0) >> shift);
      }
    }
    return new DecodedImage(1, image.getHeight(), image.getWidth(), pixels);
  }

  private static DecodedImage rgb(BufferedImage image, int channels) {
    int[] argb = argb(image);
    byte[] pixels = new byte[channels * argb.length];
    for (int i = 0; i < argb.length; i++) {
      for (int channel = 0; channel < channels; channel++) {
        pixels[channel * argb.length + i] = (byte) (argb[i] >> 16 - 8 * channel);
      }
    }
    return new DecodedImage(channels, image.getHeight(), image.getWidth(), pixels);
  }

  /** Writes the pixels, grey ones into all three channels if there are to be three. */
  void copyTo(byte[] target, int offset, int wanted) {
    for (int copy = 0; copy < wanted / channels; copy++) {
      System.arraycopy(pixels, 0, target, offset + copy * pixels.length, pixels.length);
    }
  }
}
