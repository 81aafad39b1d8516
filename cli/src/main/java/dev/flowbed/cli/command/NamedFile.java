package dev.flowbed.cli.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command line names: what cannot be read or written is wrong usage, told before anything is done. */
final class NamedFile {
    private NamedFile() {}

    /** Refuses what is no file that can be read; {@code option} is what named it, as in {@code "--config: "}, or empty. */
    static void requireReadable(Path file, String option) {
        Commands.require(Files.exists(file), option + file + " does not exist");
        Commands.require(!Files.isDirectory(file), option + file + " is a folder");
        Commands.require(Files.isReadable(file), option + file + " cannot be read");
    }

    /** The text of a file. */
    static String text(Path file, String option) throws IOException {
        requireReadable(file, option);
        return decoded(file, option);
    }

    /** The text of a file that can be read. */
    static String decoded(Path file, String option) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(ExitCode.INVALID, option + file + " is no text in UTF-8");
        }
    }

    /** Refuses where no file can be made. */
    static void requireWritable(Path file, String option) {
        Commands.require(!Files.isDirectory(file), option + file + " is a folder");
        Path folder = file.toAbsolutePath().getParent();
        Commands.require(folder != null && Files.isDirectory(folder), option + "there is no folder " + folder);
        Commands.require(
                folder != null && Files.isWritable(folder), option + "the folder " + folder + " cannot be written to");
    }
}
