package org.collapselab.datasets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why the system refused a file, in words: the messages of Java are often nothing but its path. */
public final class FileProblem {
  private FileProblem() {}

  /** The reason, with the path where it is known. */
  public static String reason(IOException e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof FileSystemException file ? explain(message, file) : message;
  }

  /** {@code message} with the reason that a cause of {@code error} names and it does not. */
  public static String explain(String message, Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof FileSystemException file) {
        String reason = words(file);
        return message.contains(reason) ? message : message + ": " + reason;
      }
    }
    return message;
  }

  private static String words(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file of that name exists";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the directory is not empty";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (e instanceof FileSystemLoopException) {
      return "links that lead in a circle";
    }
    return e.getReason() == null ? "the system refuses it" : e.getReason();
  }
}
