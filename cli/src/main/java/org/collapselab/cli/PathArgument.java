package org.collapselab.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Every path on a command line. A shell leaves {@code ~} alone in {@code --option=~/x} and in
 * quotes; it means the home directory here too. A path without read permission is refused, since it
 * would otherwise be reported as missing.
 */
final class PathArgument implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path path = Path.of(expand(value));
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (found.isDirectory() && !Files.isExecutable(path)) {
        throw new AccessDeniedException(value);
      }
    } catch (AccessDeniedException e) {
      throw new TypeConversionException("'%s' cannot be read: permission denied".formatted(value));
    } catch (IOException e) {
      return path; // it may not exist yet
    }
    return path;
  }

  private static String expand(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException("a path is empty; is a variable not set?");
    }
    if (value.equals("~") || value.startsWith("~/")) {
      return System.getProperty("user.home") + value.substring(1);
    }
    if (value.startsWith("~")) {
      throw new TypeConversionException(
          "of paths with ~ only ~/… is understood, not '%s'; write out the directory of another user, or ./%s for a folder of that name"
              .formatted(value, value));
    }
    return value;
  }
}
