package dev.flowbed.cli.follow;

/** Shows how a testnet gets on. */
public interface Display extends AutoCloseable {
    /** Shows one moment. */
    void show(Moment moment);

    /** Takes away what is drawn and will not stay. */
    @Override
    void close();

    /** Shows nothing. */
    Display SILENT = new Display() {
        @Override
        public void show(Moment moment) {
            // nobody looks
        }

        @Override
        public void close() {
            // nothing is drawn
        }
    };
}
