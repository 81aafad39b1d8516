package dev.flowbed.cli.supervise;

import dev.flowbed.cli.process.Launch;
import dev.flowbed.cli.process.ProcessId;
import dev.flowbed.cli.process.Processes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A machine whose processes do what a test says. */
final class FakeProcesses implements Processes {
    final List<String> started = new ArrayList<>();
    final Map<ProcessId, String> alive = new LinkedHashMap<>();
    final Map<ProcessId, Integer> ended = new HashMap<>();
    boolean stubborn;
    boolean broken;
    private long pids = 100;

    @Override
    public ProcessId start(Launch launch) throws IOException {
        if (broken) {
            throw new IOException("no such program");
        }
        ProcessId id = new ProcessId(++pids, pids);
        started.add(launch.name());
        alive.put(id, launch.name());
        return id;
    }

    void die(String name, int exitCode) {
        List.copyOf(alive.entrySet()).stream()
                .filter(entry -> entry.getValue().equals(name))
                .forEach(entry -> end(entry.getKey(), exitCode));
    }

    private void end(ProcessId id, int exitCode) {
        if (alive.remove(id) != null) {
            ended.put(id, exitCode);
        }
    }

    @Override
    public boolean isAlive(ProcessId id) {
        return alive.containsKey(id);
    }

    @Override
    public OptionalInt exitCode(ProcessId id) {
        Integer code = ended.get(id);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    @Override
    public void terminate(Collection<ProcessId> ids) {
        if (!stubborn) {
            List.copyOf(ids).forEach(id -> end(id, 143));
        }
    }

    @Override
    public void kill(Collection<ProcessId> ids) {
        List.copyOf(ids).forEach(id -> end(id, 137));
    }
}
