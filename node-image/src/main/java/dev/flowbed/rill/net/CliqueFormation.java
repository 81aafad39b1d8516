package dev.flowbed.rill.net;

import dev.flowbed.alephium.codec.FormatException;
import dev.flowbed.alephium.mining.FrameBuffer;
import dev.flowbed.rill.net.wire.CliqueDescription;
import dev.flowbed.rill.net.wire.CliqueKey;
import dev.flowbed.rill.net.wire.CliqueMember;
import dev.flowbed.rill.net.wire.FormationMessage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How brokers become a clique: each tells the coordinator where it is, the coordinator names the clique and tells all of them about
 * all (flow/.../bootstrap). Unlike with the official node, brokers start in any order and at any time: who comes back asks again,
 * and is told the same, or by a coordinator that was away itself the new name of the clique. Belongs to the network thread.
 */
final class CliqueFormation {
    private static final Logger LOG = LoggerFactory.getLogger(CliqueFormation.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

    private final NetSettings settings;
    private final NetThread net;
    private final Wires wires;
    private final CliqueMember self;
    private final Consumer<CliqueDescription> whenFormed;
    private final Map<Integer, CliqueMember> members = new HashMap<>();
    private final Map<Integer, Connection> joining = new HashMap<>();
    private final CliqueKey key;
    private @Nullable CliqueDescription formed;
    private boolean asking;
    private Duration retry = FIRST_RETRY;

    /** @param whenFormed hears of the clique, and of it again when it has changed */
    CliqueFormation(
            NetSettings settings,
            NetThread net,
            Wires wires,
            CliqueMember self,
            Consumer<CliqueDescription> whenFormed) {
        this.settings = settings;
        this.net = net;
        this.wires = wires;
        this.self = self;
        this.whenFormed = whenFormed;
        this.key = CliqueKey.generate(new SecureRandom());
    }

    private boolean coordinates() {
        return settings.share().brokerNumber() == 1 || settings.isCoordinator();
    }

    void start() {
        if (coordinates()) {
            members.put(self.brokerId(), self);
            completeIfAllKnown();
        } else {
            ask();
        }
    }

    // ---- the coordinator's side

    /** A connection that is not one of peers: a broker of the clique wants to join. */
    void accept(Connection connection, byte[] firstBytes) {
        if (!coordinates()) {
            connection.close("only the coordinator takes brokers in");
            return;
        }
        Consumer<byte[]> reader = reader(connection, message -> {
            if (message instanceof FormationMessage.Join join) {
                join(connection, join.member());
            } else if (message instanceof FormationMessage.Ack) {
                connection.send(new FormationMessage.Ready().frame());
            } else {
                connection.close("an unexpected message while the clique forms");
            }
        });
        connection.onBytes(reader);
        connection.onClose(() -> joining.values().removeIf(c -> c == connection));
        reader.accept(firstBytes);
    }

    private void join(Connection connection, CliqueMember member) {
        int id = member.brokerId();
        boolean fits = id >= 0
                && id < settings.share().brokerNumber()
                && id != self.brokerId()
                && member.groupsPerBroker() == self.groupsPerBroker();
        if (!fits) {
            LOG.warn(
                    "{} asks to join as broker {} of {} groups; this clique has {} brokers of {} groups",
                    connection.remote(),
                    id,
                    member.groupsPerBroker(),
                    settings.share().brokerNumber(),
                    self.groupsPerBroker());
            connection.close("it does not fit the clique");
            return;
        }
        Connection before = joining.put(id, connection);
        if (before != null && before != connection) {
            before.close("it joins again");
        }
        members.put(id, member);
        completeIfAllKnown();
    }

    private void completeIfAllKnown() {
        if (members.size() < settings.share().brokerNumber()) {
            return;
        }
        List<CliqueMember> ordered = new ArrayList<>();
        for (int id = 0; id < settings.share().brokerNumber(); id++) {
            ordered.add(Objects.requireNonNull(members.get(id)));
        }
        CliqueDescription clique = new CliqueDescription(key.id(), ordered, self.groupsPerBroker(), key.secret());
        byte[] message = new FormationMessage.Formed(clique).frame();
        joining.values().forEach(connection -> connection.send(message));
        announce(clique);
    }

    // ---- the side of the others

    /** Asks the coordinator about the clique until it answers; for brokers whose coordinator seems to have gone. */
    void askAgain() {
        if (!coordinates() && !asking) {
            retry = FIRST_RETRY;
            ask();
        }
    }

    private void ask() {
        asking = true;
        wires.dial(settings.coordinatorAddress(), this::askOver, e -> askLater());
    }

    private void askLater() {
        net.after(retry, this::ask);
        retry = Duration.ofMillis(Math.min(LAST_RETRY.toMillis(), retry.toMillis() * 3 / 2));
    }

    private void askOver(Connection connection) {
        boolean[] answered = {false};
        Consumer<byte[]> reader = reader(connection, message -> {
            if (message instanceof FormationMessage.Formed answer) {
                answered[0] = true;
                connection.send(new FormationMessage.Ack(self.brokerId()).frame());
                told(answer.clique());
            } else if (message instanceof FormationMessage.Ready) {
                connection.close("the clique is formed");
            } else {
                // a port that nobody listens at can be given to the very connection that dials it
                connection.close("no coordinator says this");
            }
        });
        connection.onBytes(reader);
        NetThread.Timer patience = net.after(ANSWER_PATIENCE, () -> connection.close("no answer about the clique"));
        connection.onClose(() -> {
            patience.cancel();
            if (answered[0]) {
                asking = false;
            } else {
                askLater();
            }
        });
        connection.send(new FormationMessage.Join(self).frame());
    }

    private void told(CliqueDescription clique) {
        boolean fits = clique.brokerNumber() == settings.share().brokerNumber()
                && clique.groupsPerBroker() == self.groupsPerBroker();
        if (fits) {
            retry = FIRST_RETRY;
            announce(clique);
        } else {
            LOG.error(
                    "the coordinator at {} has a clique of {} brokers of {} groups, this broker is of one of {} brokers of {}"
                            + " groups: broker-num and groups must be the same",
                    settings.coordinatorAddress(),
                    clique.brokerNumber(),
                    clique.groupsPerBroker(),
                    settings.share().brokerNumber(),
                    self.groupsPerBroker());
        }
    }

    private void announce(CliqueDescription clique) {
        if (formed == null || !clique.equals(formed)) {
            formed = clique;
            whenFormed.accept(clique);
        }
    }

    private static Consumer<byte[]> reader(Connection connection, Consumer<FormationMessage> handler) {
        FrameBuffer frames = new FrameBuffer(FormationMessage.MAX_LENGTH);
        return bytes -> {
            try {
                frames.append(bytes, 0, bytes.length);
                Optional<byte[]> body = frames.next();
                while (body.isPresent() && !connection.isClosed()) {
                    handler.accept(FormationMessage.read(body.get()));
                    body = frames.next();
                }
            } catch (FormatException e) {
                LOG.info(
                        "{}: neither a peer of this network nor a broker of this clique: {}",
                        connection.remote(),
                        e.getMessage());
                connection.close("neither a peer nor a broker of this clique");
            }
        };
    }
}
