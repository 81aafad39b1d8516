package dev.flowbed.cli.local;

import dev.flowbed.blueprint.Blueprint;
import dev.flowbed.blueprint.TestnetResources;
import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.state.EndedTestnets;
import dev.flowbed.cli.supervise.Guest;
import dev.flowbed.cli.supervise.RestartUnit;
import dev.flowbed.cli.supervise.SupervisedPlan;
import dev.flowbed.status.Vitals;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The testnet of a supervisor: plans it by its files, and has it observed. */
final class LocalGuest implements Guest {
    private final LocalTestnet testnet;
    private final LocalMining mining;
    private final Observation observation;

    LocalGuest(LocalTestnet testnet, LocalMining mining, Observation observation) {
        this.testnet = testnet;
        this.mining = mining;
        this.observation = observation;
    }

    @Override
    public SupervisedPlan plan() throws IOException {
        TestnetResources resources = mining.sized(testnet.resources());
        Blueprint blueprint = testnet.planned(resources);
        SupervisedPlan plan = testnet.supervisedPlan(resources, blueprint);
        observation.watch(resources, blueprint, plan.lifetime());
        return plan;
    }

    @Override
    public long revision() {
        return mining.revision();
    }

    @Override
    public Vitals vitals() {
        return observation.vitals();
    }

    @Override
    public void heard(Collection<RestartUnit> units) {
        Map<String, ProcessState> states = new HashMap<>();
        for (RestartUnit unit : units) {
            Map<String, ProcessId> running = unit.running();
            for (Launch launch : unit.plan().launches()) {
                states.put(
                        launch.name(),
                        new ProcessState(
                                running.get(launch.name()),
                                unit.since(),
                                Math.max(0, unit.starts() - 1),
                                trouble(unit)));
            }
        }
        observation.heard(states);
    }

    private static String trouble(RestartUnit unit) {
        return unit.lastDeath()
                .map(death -> death.process() + " " + death.how())
                .orElse(unit.phase() == RestartUnit.Phase.STOPPED ? "stopped" : "");
    }

    @Override
    public void delete(String why) throws IOException {
        observation.close();
        testnet.machine()
                .root()
                .ended()
                .add(new EndedTestnets.Entry(testnet.machine().clock().instant(), testnet.name(), why));
        testnet.dir().wipe();
    }
}
