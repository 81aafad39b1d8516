package dev.flowbed.operator.observation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that do nothing by themselves: a test has what was given to them done step by step, on its own thread. */
final class StepByStep extends ScheduledThreadPoolExecutor {
    private boolean idle = true;
    private boolean ended;
    private final List<Task> tasks = new java.util.ArrayList<>();

    StepByStep() {
        super(0);
    }

    /** Does what was given first. */
    void step() {
        waiting();
        Task task = tasks.remove(0);
        idle = false;
        task.run();
        idle = true;
    }

    /** Does all that was given up to now. */
    void stepAll() {
        for (int left = waiting().size(); left > 0; left--) {
            step();
        }
    }

    /** The pauses after which what waits is to be done. */
    List<Duration> waiting() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.stream().map(task -> task.pause).toList();
    }

    boolean isIdle() {
        return idle;
    }

    @Override
    public void shutdown() {
        ended = true;
        super.shutdown();
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (ended) {
            throw new java.util.concurrent.RejectedExecutionException("it has ended");
        }
        Task task = new Task(command, Duration.of(delay, unit.toChronoUnit()));
        tasks.add(task);
        return task;
    }

    private static final class Task extends FutureTask<Object> implements RunnableScheduledFuture<Object> {
        private final Duration pause;

        Task(Runnable command, Duration pause) {
            super(command, "done");
            this.pause = pause;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(pause);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
