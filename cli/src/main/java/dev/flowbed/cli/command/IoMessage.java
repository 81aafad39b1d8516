package dev.flowbed.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** What went wrong with a file, in words: the messages of Java's file system are often only its path. */
public final class IoMessage {
    private IoMessage() {}

    /** The words for an {@link IOException}, wrapped or not. */
    public static String of(Exception failure) {
        if (failure instanceof UncheckedIOException wrapped) {
            return of(Objects.requireNonNull(wrapped.getCause()));
        }
        if (failure instanceof FileSystemException about && about.getReason() == null) {
            return about.getFile() + " " + trouble(about);
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static String trouble(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "may not be read or written by this user";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "exists and is no folder";
        }
        if (failure instanceof NotDirectoryException) {
            return "is no folder";
        }
        return "cannot be used (" + failure.getClass().getSimpleName() + ")";
    }
}
