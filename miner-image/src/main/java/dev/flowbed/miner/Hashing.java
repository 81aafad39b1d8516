package dev.flowbed.miner;

import dev.flowbed.miner.hash.Device;
import dev.flowbed.miner.hash.EngineWish;
import dev.flowbed.miner.hash.Engines;
import dev.flowbed.miner.hash.HashEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What hashes, whether threads of the CPU or GPUs.
 *
 * @param engines one for each searcher
 * @param devices those that have counters of their own
 * @param description what was chosen and why, for the log
 */
record Hashing(List<HashEngine> engines, List<Device> devices, String description) {

    /**
     * Threads of the CPU.
     *
     * @param cap the most hashes a second of all threads, infinity for no bound
     * @param told hears, later, what became of the vector engine
     */
    static Hashing cpu(int threads, EngineWish wish, double cap, Consumer<String> told) {
        Engines engines = Engines.choose(wish, cap / threads, told);
        List<HashEngine> all = new ArrayList<>(threads);
        for (int i = 0; i < threads; i++) {
            all.add(engines.engines().get());
        }
        return new Hashing(all, List.of(), threads + " thread(s), engine " + engines.reason());
    }
}
